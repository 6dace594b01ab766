"""Every setting of Binakon, read once from top to bottom; `docs/operate/settings.md` explains each variable."""

import re
from pathlib import Path

from csp.constants import NONE, SELF

from binakon.config import env
from binakon.config.databases import database
from binakon.config.keys import kept_key

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VERSION = next(
    iter(re.findall(r"^## (\d+\.\d+\.\d+)", (BASE_DIR / "CHANGELOG.md").read_text(), re.MULTILINE)),
    "0",
)

# What this process is for. `demo` and `local` serve plain HTTP on this machine; `production` wants HTTPS in front.
MODE = env.choice("BINAKON_MODE", "local", ("demo", "local", "production", "test"))
DATA_DIR = Path(env.text("BINAKON_DATA_DIR", str(BASE_DIR / "var" / "data"))).resolve()
KEYS_DIR = Path(env.text("BINAKON_KEYS_DIR", str(BASE_DIR / "var" / "keys"))).resolve()
HOME_OFFICE = env.text("BINAKON_OFFICE", "63")

DEBUG = False
SECRET_KEY = env.text("BINAKON_SECRET_KEY") or kept_key(KEYS_DIR, "secret_key")
# Encrypts NIK and files. Apart from SECRET_KEY, which may be changed to end every session; this one may not be lost.
DATA_KEY = env.text("BINAKON_DATA_KEY") or kept_key(KEYS_DIR, "data_key")
ALLOWED_HOSTS = env.words(
    "BINAKON_HOSTS", "" if MODE == "production" else "127.0.0.1,localhost,[::1],testserver"
)
# Where links in messages lead.
PUBLIC_URL = env.text(
    "BINAKON_PUBLIC_URL",
    f"https://{ALLOWED_HOSTS[0]}"
    if MODE == "production" and ALLOWED_HOSTS
    else "http://127.0.0.1:8000",
).rstrip("/")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if MODE == "production" else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "binakon.core",
    "binakon.people",
    "binakon.planning",
    "binakon.coordination",
    "binakon.enrolment",
    "binakon.trainings",
    "binakon.certification",
    "binakon.reports",
    "binakon.portal",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "binakon.core.middleware.PageCacheMiddleware",
    "binakon.core.middleware.PrivateMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "binakon.core.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "binakon.core.second_factor.SecondFactorMiddleware",
    "binakon.core.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "binakon.config.urls"
WSGI_APPLICATION = "binakon.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "binakon.portal.queries.shell",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

FORM_RENDERER = "binakon.core.form_renderer.PlainRenderer"

DATABASES = {
    "default": database(
        env.text("BINAKON_DATABASE_URL", f"sqlite:///{DATA_DIR / 'binakon.sqlite3'}")
    )
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 5000},
    },
    # Keyed by the newest line of history, so processes that keep their own copies still agree.
    "pages": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Argon2 is slow on purpose; tests that only need somebody logged in, and a demo whose passwords everybody knows, pay less.
PASSWORD_HASHERS = [
    {
        "test": "django.contrib.auth.hashers.MD5PasswordHasher",
        "demo": "binakon.config.hashing.ExampleHasher",
    }.get(MODE, "django.contrib.auth.hashers.Argon2PasswordHasher")
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/meja/"
ACCOUNT_ADAPTER = "binakon.people.forms.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "binakon.people.forms.LoginForm",
    "change_password": "binakon.people.forms.ChangePasswordForm",
    "reset_password": "binakon.people.forms.ResetPasswordForm",
    "reset_password_from_key": "binakon.people.forms.NewPasswordForm",
    "reauthenticate": "binakon.people.forms.ReauthenticateForm",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_ON_PASSWORD_RESET = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_SESSION_REMEMBER = False
# A second factor (authenticator app or passkey): demanded of everybody at the desk, only offered in a demo.
SECOND_FACTOR = env.choice(
    "BINAKON_SECOND_FACTOR",
    "offered" if MODE in {"demo", "test"} else "required",
    ("required", "offered"),
)
MFA_ADAPTER = "binakon.people.forms.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "binakon.people.forms.ActivateTOTPForm",
    "add_webauthn": "binakon.people.forms.AddPasskeyForm",
    "authenticate": "binakon.people.forms.AuthenticateForm",
    "reauthenticate": "binakon.people.forms.ReauthenticateCodeForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Binakon"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = MODE != "production"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = MODE == "production"
CSRF_FAILURE_VIEW = "binakon.core.pages.csrf_failure"

# How many registrations one address may begin in ten minutes, four times as many papers; 0 counts nothing. An office or
# a campus shares one address.
MOST_STARTS = env.whole("BINAKON_MOST_STARTS", 300)
# How many certificates one address may look up in ten minutes, found or not; 0 counts nothing.
MOST_CHECKS = env.whole("BINAKON_MOST_CHECKS", 120)

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("BINAKON_TIME_ZONE", "Asia/Makassar")

# The largest file that a person may upload, as received; a proxy in front must let a little more through, so that
# whoever sends more reads our sentence. Nothing is ever served from where uploads are received.
MOST_UPLOAD_BYTES = 12_000_000
FILE_UPLOAD_HANDLERS = ["binakon.core.uploads.CappedUploadHandler"]
FILE_UPLOAD_PERMISSIONS = 0o600
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o700
DATA_UPLOAD_MAX_NUMBER_FILES = 10

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

EMAIL_HOST = env.text("BINAKON_SMTP_HOST")
EMAIL_PORT = env.whole("BINAKON_SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("BINAKON_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("BINAKON_SMTP_PASSWORD")
EMAIL_USE_TLS = env.yes("BINAKON_SMTP_TLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("BINAKON_MAIL_FROM", "binakon@localhost")
# A demo's messages go nowhere: they are read at the desk.
_DOOR = "smtp" if EMAIL_HOST else "dummy" if MODE == "demo" else "console"
EMAIL_BACKEND = f"django.core.mail.backends.{_DOOR}.EmailBackend"

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if MODE == "production":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    # Health is asked by machines on this host, behind the proxy.
    SECURE_REDIRECT_EXEMPT = [r"^-/"]
    SECURE_HSTS_SECONDS = 31_536_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "binakon.core.logs.MaskingFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("BINAKON_LOG_LEVEL", "INFO")},
    "loggers": {"django.server": {"level": "WARNING"}, "django.request": {"level": "ERROR"}},
}
