from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("analysis", "0005_scales")]

    operations = [
        migrations.AddField(
            model_name="result", name="release", field=models.JSONField(default=dict)
        ),
    ]
