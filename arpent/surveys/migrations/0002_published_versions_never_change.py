"""The database itself refuses to change a published version, whatever asks for it.

SQLite drops the triggers of a table that a later migration rebuilds: such a migration calls `freeze` again.
A test tries to change a published version, and fails if the trigger is gone.
"""

from django.db import migrations

FROZEN = ("questionnaire_id", "number", "source", "source_name", "content", "fingerprint", "notices", "published_at")


def freeze(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        _freeze_sqlite(schema_editor)
    elif schema_editor.connection.vendor == "postgresql":
        _freeze_postgresql(schema_editor)


def _freeze_sqlite(schema_editor):
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in FROZEN)
    schema_editor.execute(
        "CREATE TRIGGER IF NOT EXISTS surveys_version_is_frozen BEFORE UPDATE ON surveys_version "
        f"WHEN OLD.published_at IS NOT NULL AND ({changed}) "
        "BEGIN SELECT RAISE(ABORT, 'a published version never changes'); END"
    )


def _freeze_postgresql(schema_editor):
    changed = " OR ".join(f"NEW.{column} IS DISTINCT FROM OLD.{column}" for column in FROZEN if column != "notices")
    schema_editor.execute(
        "CREATE OR REPLACE FUNCTION surveys_version_refuse() RETURNS trigger AS $$ BEGIN "
        "RAISE EXCEPTION 'a published version never changes' USING ERRCODE = 'integrity_constraint_violation'; "
        "END $$ LANGUAGE plpgsql"
    )
    schema_editor.execute("DROP TRIGGER IF EXISTS surveys_version_is_frozen ON surveys_version")
    schema_editor.execute(
        "CREATE TRIGGER surveys_version_is_frozen BEFORE UPDATE ON surveys_version FOR EACH ROW "
        f"WHEN (OLD.published_at IS NOT NULL AND ({changed} OR NEW.notices::text IS DISTINCT FROM OLD.notices::text)) "
        "EXECUTE FUNCTION surveys_version_refuse()"
    )


def thaw(apps, schema_editor):
    on = " ON surveys_version" if schema_editor.connection.vendor == "postgresql" else ""
    schema_editor.execute(f"DROP TRIGGER IF EXISTS surveys_version_is_frozen{on}")


class Migration(migrations.Migration):
    dependencies = [("surveys", "0001_initial")]
    operations = [migrations.RunPython(freeze, thaw)]
