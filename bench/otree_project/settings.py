"""An oTree project with one page in two kinds: a plain live method, and an async generator. Copied and run by bench/otree.py."""

from secrets import token_hex

SESSION_CONFIGS = [
    {"name": name, "app_sequence": [name], "num_demo_participants": 1, "display_name": name}
    for name in ("plain", "generator")
]
SESSION_CONFIG_DEFAULTS = {"real_world_currency_per_point": 1.0, "participation_fee": 0.0, "doc": ""}
PARTICIPANT_FIELDS: list = []
SESSION_FIELDS: list = []
LANGUAGE_CODE = "en"
REAL_WORLD_CURRENCY_CODE = "USD"
USE_POINTS = True
ADMIN_USERNAME = "admin"
ADMIN_PASSWORD = None
DEMO_PAGE_INTRO_HTML = ""
SECRET_KEY = token_hex()
