"""The same settings, on a folder of their own that the tests may fill and empty."""

import os
import tempfile

FOLDER = tempfile.TemporaryDirectory(prefix="arpent-tests-")  # goes when the tests end
os.environ["ARPENT_HOME"] = FOLDER.name

from arpent.site.settings import *  # noqa: E402, F403

SECRET_KEY = "only-for-tests-" + "x" * 50
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VOICE = ""  # tests that listen ask for one
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405  # each test leaves its database behind
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
