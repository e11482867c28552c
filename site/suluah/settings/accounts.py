"""Who may log in, and how."""

AUTH_USER_MODEL = "publishing.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Whoever may enter the editors' area shows a second factor (decision 59). Only settings.local lets somebody wait.
REQUIRE_SECOND_FACTOR, SECOND_FACTOR_MAY_WAIT = True, False
MFA_ADAPTER = "publishing.accounts.factor.seeds.Encrypted"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Suluah"
MFA_TOTP_TOLERANCE = 1  # half a minute before and after: clocks go wrong
# Of allauth's own pages and mails none is used; should one ever be, it asks for nothing that we do not keep.
ACCOUNT_EMAIL_VERIFICATION, ACCOUNT_EMAIL_NOTIFICATIONS, ACCOUNT_RATE_LIMITS = "none", False, False

# No visitor ever gets a session; those of editors and partners end with the working day.
SESSION_COOKIE_AGE = 10 * 60 * 60
# And when nobody has used them for so many seconds: by group, the strictest counts; "" are all others. An owner's is
# the shortest. Whoever types uses it; partners' phones are shared.
SESSION_RESTS_AFTER = {"": 60 * 60, "Administrator": 30 * 60, "Mitra Adat": 30 * 60}
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "home.views.form_refused"
CSRF_COOKIE_AGE = None  # gone with the browser window, not a year later
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
WAGTAILADMIN_USER_LOGIN_FORM = "publishing.accounts.login.EditorLoginForm"
# Wagtail's own way tells by its time who exists; ours is publishing.accounts.entrance. Nobody types another's password.
WAGTAIL_PASSWORD_RESET_ENABLED = WAGTAILUSERS_PASSWORD_ENABLED = False
