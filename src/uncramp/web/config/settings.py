"""Every setting, and the only place that reads the environment."""

from __future__ import annotations

import os
from pathlib import Path

from uncramp.store.words import LOCALE
from uncramp.web.config.database import database
from uncramp.web.config.failures import LOGGING as FAILURES
from uncramp.web.config.map_tiles import map_tiles
from uncramp.web.config.owners import owners
from uncramp.web.config.sign_up import sign_up

DATA = Path(os.environ.get("UNCRAMP_DATA", "library")).resolve()
"""The folder that holds the database, the shelf and the secret key."""


_key = DATA / "secret-key"
SECRET_KEY = _key.read_text() if _key.exists() else ""
"""Made where a folder is opened (`rows.opening`); there is no default."""
DEBUG = False
ALLOWED_HOSTS = [
    "localhost",
    "127.0.0.1",
    "[::1]",
    *filter(None, os.environ.get("UNCRAMP_HOSTS", "").split(",")),
]
DEMO = os.environ.get("UNCRAMP_DEMO", "") == "on"
"""Whether whoever sits at this machine is the sample runner, without an account."""
OWNERS = owners(os.environ.get("UNCRAMP_OWNERS", ""))
"""In the demo: whose requests are the sample runner's; everybody else is a visitor."""
SIGN_UP = sign_up(os.environ.get("UNCRAMP_SIGN_UP", ""))
"""Who may make an account: "open", "invitation" or "closed"."""

WATCH = Path(os.environ["UNCRAMP_WATCH"]) if os.environ.get("UNCRAMP_WATCH") else None
"""A folder whose new files are taken into the owner's library by themselves; none by default."""

WEATHER = os.environ.get("UNCRAMP_WEATHER", "") == "on"
"""Whether the weather of runs is looked up by rough place and day; off unless set to "on"."""
WEATHER_ADDRESS = os.environ.get("UNCRAMP_WEATHER_ADDRESS", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "django.contrib.staticfiles",
    "uncramp.web.account",  # before allauth, whose templates it dresses
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "uncramp.web.rows",
    "uncramp.web.jobs",
    "uncramp.web.answers",
    "uncramp.web.diary",
    "uncramp.web.drawing",
    "uncramp.web.guide",
    "uncramp.web.mail",
    "uncramp.web.coach",
]
MIDDLEWARE = [
    "uncramp.web.config.headers.StrictHeaders",
    "django.middleware.gzip.GZipMiddleware",  # pads at random: lengths tell nothing
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "uncramp.web.account.middleware.Seen",
    "uncramp.web.account.middleware.Preferred",
    "uncramp.web.config.forms_only.FormsOnly",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "uncramp.web.config.limits.LimitedBody",  # its page has every header; none above reads a body
]
ROOT_URLCONF = "uncramp.web.config.urls"
WSGI_APPLICATION = "uncramp.web.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [Path(__file__).parent.parent / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["uncramp.web.drawing.templatetags.dates"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "uncramp.web.policies.shown.who",
            ],
        },
    }
]

DATABASES = {"default": database(os.environ.get("UNCRAMP_DATABASE_URL", ""), DATA)}
TASKS = {"default": {"BACKEND": "uncramp.web.jobs.backend.LeaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LOGGING = FAILURES

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [LOCALE]
USE_I18N = True

STATIC_URL = "static/"
STATICFILES_DIRS = [Path(__file__).parent.parent / "static"]
WHITENOISE_USE_FINDERS = True  # served from the package: nothing to collect

LARGEST_RUN = 12 * 1024 * 1024  # bytes; a day of one-second samples is under 5
LARGEST_REQUEST = LARGEST_RUN * 3 // 2  # the same as base64, with something around it
DATA_UPLOAD_MAX_MEMORY_SIZE = LARGEST_REQUEST
DATA_UPLOAD_MAX_NUMBER_FILES = 500  # of one request; each is an open file
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
FILE_UPLOAD_TEMP_DIR = DATA  # the disk of the library: what lands there has room there

SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_COOKIE_HTTPONLY = True

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "uncramp.web.account.adapter.Adapter"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # whoever's password, address or passkey changes hears of it
MFA_ADAPTER = "uncramp.web.account.adapter.SecondFactors"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "uncramp: "
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # s
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # a server on a laptop sends no mail
MFA_TOTP_ISSUER = "uncramp"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # browsers themselves allow it on localhost only
USERSESSIONS_TRACK_ACTIVITY = True
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30  # s
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ADDRESS = os.environ.get("UNCRAMP_ADDRESS", "").rstrip("/")
"""Where people reach this server from outside, as https://cramps.example.org."""
if ADDRESS:
    ALLOWED_HOSTS.append(ADDRESS.partition("://")[2].partition(":")[0])
    CSRF_TRUSTED_ORIGINS = [ADDRESS]
if ADDRESS.startswith("https://"):
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

MAP_TILES = map_tiles(
    os.environ.get("UNCRAMP_MAP_TILES", ""), os.environ.get("UNCRAMP_MAP_CREDIT", ""), ADDRESS
)
"""The pieces of map that a runner may ask to see under a route; None unless both are set."""

EMAIL_BACKEND = "uncramp.web.mail.backend.OutboxBackend"
SMTP = os.environ.get("UNCRAMP_SMTP", "")
"""Through which server mail leaves, as smtp://user:password@host:587; a folder without one."""
DUTY = tuple(filter(None, os.environ.get("UNCRAMP_DUTY", "").split(",")))
"""Mail addresses that are told last of all, before a promise to answer is broken."""
DEFAULT_FROM_EMAIL = os.environ.get("UNCRAMP_MAIL_FROM", "uncramp@localhost")
