"""Settings, from the environment. Every variable is described in docs/running.md."""

import os
from pathlib import Path

from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from arpent.site.database import database
from arpent.site.headers import of_a_static_file
from arpent.site.instance import flag, instance_folder, secret_key
from arpent.site.mail import mailer

HOME = instance_folder(os.environ.get("ARPENT_HOME"))
BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = False
SECRET_KEY = secret_key(HOME, os.environ.get("ARPENT_SECRET_KEY"))
LISTEN_HOST = os.environ.get("HOST", "127.0.0.1")
LISTEN_PORT = int(os.environ.get("PORT", "8000"))
WORKERS = int(os.environ.get("ARPENT_WORKERS", "1"))
SITE_ADDRESS = os.environ.get("ARPENT_ADDRESS", f"http://{LISTEN_HOST}:{LISTEN_PORT}")
ALLOWED_HOSTS = os.environ.get("ARPENT_HOSTS", "127.0.0.1,localhost,[::1]").split(",")

INSTALLED_APPS = [
    "arpent.home",
    "arpent.example",
    "arpent.reports",
    "arpent.analysis",
    "arpent.collection",
    "arpent.surveys",
    "arpent.studies",
    "arpent.guide",
    "arpent.proofreading",
    "arpent.network",
    "arpent.accounts",
    "arpent.ui",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.csp.ContentSecurityPolicyMiddleware",  # first: refusals of the others carry it too
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "arpent.site.addresses.without_null",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "arpent.accounts.http.kept_by_no_browser",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "arpent.site.urls"
WSGI_APPLICATION = "arpent.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.csp",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "arpent.home.context.site",
            ],
        },
    }
]
FORM_RENDERER = "arpent.ui.forms.Renderer"

DATABASES = {"default": database(HOME, os.environ.get("ARPENT_DATABASE"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entries",
        # Failed attempts are counted here: at the default 300, an attacker's own attempts push each other out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Which voice reads questionnaires aloud, when it is installed (`make voice`); empty for none.
VOICE = os.environ.get("ARPENT_VOICE", "pico")
# What the pages around the questions say, for the voice that reads a questionnaire: their room is on the right of it.
ALSO_READ_ALOUD = "arpent.collection.spoken_pages.lines_of_the_runner"

# Files: uploads, frozen datasets, reports. Never served by address alone.
MEDIA_ROOT = HOME / "files"
STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_ADD_HEADERS_FUNCTION = of_a_static_file
WHITENOISE_ALLOW_ALL_ORIGINS = False  # pages of ours alone use them
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "arpent.site.statics.Bundled"},
}
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes a file
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
REQUEST_LIMIT = 100 * 1024 * 1024  # bytes a form with all its files, refused before the first is written
FILE_UPLOAD_HANDLERS = [
    "arpent.site.uploads.WithinLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700

# Who is who
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:workplace"
LOGOUT_REDIRECT_URL = "home:front"
ACCOUNT_ADAPTER = "arpent.accounts.adapter.InvitedOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # an address is proved by the invitation that was sent to it
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a forgotten-password form is no way to write to strangers
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # the invitation has proved the address
MAILERS = {"default": mailer(os.environ.get("ARPENT_SMTP"))}
DEFAULT_FROM_EMAIL = os.environ.get("ARPENT_FROM", "arpent@localhost")

# Words
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", _("Français"))]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# Shields
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],  # the first page of a visit holds its style: see arpent.ui.arrival
    "style-src": [CSP.SELF, CSP.NONCE],
    "img-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
X_FRAME_OPTIONS = "DENY"  # the preview of a questionnaire alone is shown in a frame, and says so
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
TLS = flag(os.environ.get("ARPENT_TLS"))
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = TLS
SECURE_HSTS_SECONDS = 31_536_000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
BEHIND_PROXY = flag(os.environ.get("ARPENT_BEHIND_PROXY"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)  # else everyone would share the proxy's failed sign-ins
CSRF_FAILURE_VIEW = "arpent.ui.views.csrf_failure"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "arpent.site.journal.Discreet"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["discreet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
