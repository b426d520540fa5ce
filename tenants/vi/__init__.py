"""Vietnamese as the bloc writes it: numbers and dates typed and shown, names sorted and found, the words of forms."""

from tenants.vi.dates import ZONE, date, date_time, days_left, long_date, read_date, read_date_time
from tenants.vi.messages import FORM_MESSAGES, Translations
from tenants.vi.numbers import count, number, points, read_decimal, read_whole, size
from tenants.vi.text import fold, nfc, vi_key

__all__ = [
    "FORM_MESSAGES",
    "ZONE",
    "Translations",
    "count",
    "date",
    "date_time",
    "days_left",
    "fold",
    "long_date",
    "nfc",
    "number",
    "points",
    "read_date",
    "read_date_time",
    "read_decimal",
    "read_whole",
    "size",
    "vi_key",
]
