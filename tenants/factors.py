"""The second factor: six digits of an app beside the password, and ten recovery codes for when the phone is lost.

The app's secret lies encrypted, with a key derived from the installation's own, which is not in the database; a code is
good once, for its half minute and the one before and after; of recovery codes only hashes are kept. Read and written by
this file alone."""

import base64
import hashlib
import hmac
import secrets
from datetime import datetime

import pyotp
from flask import current_app
from nacl.exceptions import CryptoError
from nacl.secret import SecretBox
from sqlalchemy import ForeignKey, String, delete, func, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Numbered, db
from tenants.refusal import Refused

STEP = 30
CODES = 10
#: No letters and digits that look alike: a code is copied from paper.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_PURPOSE = b"khoi: second factor, 1"


class SecondFactor(Base):
    """A person's app: its secret under the installation's key, and the last half minute of which a code was taken."""

    __tablename__ = "second_factor"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    sealed: Mapped[str] = mapped_column(String(200))
    begun_at: Mapped[datetime] = mapped_column()
    #: None while the person has not yet shown that the app gives the right codes.
    confirmed_at: Mapped[datetime | None] = mapped_column()
    last_step: Mapped[int] = mapped_column(default=0)


class RecoveryCode(Numbered, Base):
    """One way in without the app, good once."""

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column()


class KeyLost(Refused):
    """The installation's key is another than the one under which the secret was put away."""

    def __init__(self) -> None:
        super().__init__(
            "Khóa bí mật của cổng đã thay đổi nên không kiểm tra được mã của ứng dụng. Dùng một mã dự phòng, "
            "hoặc báo quản trị vận hành cấp lại (khoi user reset)."
        )


def factor_of(user_id: int) -> SecondFactor | None:
    """The person's app, confirmed or just begun."""
    return db.session.scalar(select(SecondFactor).where(SecondFactor.user_id == user_id))


def has_factor(user_id: int) -> bool:
    """Does signing in ask this person for a code?"""
    asked = select(SecondFactor.user_id).where(SecondFactor.user_id == user_id, SecondFactor.confirmed_at.is_not(None))
    return db.session.scalar(asked) is not None


def begin_factor(user_id: int) -> None:
    """A new secret for the person's app, in force once it is confirmed; one begun before is forgotten."""
    present = factor_of(user_id)
    if present is not None and present.confirmed_at is not None:
        raise Refused("Xác thực hai bước đang bật. Tắt trước rồi mới đăng ký ứng dụng khác.")
    sealed = _seal(pyotp.random_base32())
    if present is None:
        db.session.add(SecondFactor(user_id=user_id, sealed=sealed, begun_at=clock.now()))
    else:
        present.sealed, present.begun_at = sealed, clock.now()


def secret_of(factor: SecondFactor) -> str:
    """The secret as the app is told it; only while it is not confirmed does a page show it."""
    return _open(factor.sealed)


def provisioning(secret: str, login: str) -> str:
    """What the QR picture says to the app."""
    return pyotp.TOTP(secret, interval=STEP).provisioning_uri(name=login, issuer_name="Khối thi đua")


def confirm_factor(user_id: int, code: str) -> list[str]:
    """The app gives right codes: from now on signing in asks for them. Returns the recovery codes, shown once."""
    factor = factor_of(user_id)
    if factor is None or factor.confirmed_at is not None:
        raise Refused("Chưa có mã khóa nào chờ xác nhận. Bắt đầu lại.")
    step = _step_of(_open(factor.sealed), code, factor.last_step)
    if step is None:
        raise Refused("Mã chưa đúng. Kiểm tra giờ của điện thoại rồi nhập mã đang hiện.", field="code")
    factor.confirmed_at, factor.last_step = clock.now(), step
    return renew_codes(user_id)


def renew_codes(user_id: int) -> list[str]:
    """Ten recovery codes in the place of all earlier ones."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = ["-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4)) for _ in range(CODES)]
    db.session.add_all(RecoveryCode(user_id=user_id, code_hash=_code_hash(code)) for code in codes)
    return codes


def codes_left(user_id: int) -> int:
    left = select(func.count()).select_from(RecoveryCode)
    return db.session.scalar(left.where(RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))) or 0


def drop_factor(user_id: int) -> bool:
    """The person signs in by the password alone again; whether there was anything to drop."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    gone = db.session.scalars(
        delete(SecondFactor).where(SecondFactor.user_id == user_id).returning(SecondFactor.user_id)
    )
    return bool(gone.all())


def take_code(user_id: int, typed: str) -> bool:
    """Is this the app's code of now, or a recovery code not yet used? It is used up thereby, also for who types it at
    the same instant elsewhere. Raises KeyLost where the app's codes cannot be checked any more."""
    digits = "".join(typed.split())
    if len(digits) == 6 and digits.isascii() and digits.isdecimal():
        return _take_step(user_id, digits)
    used = (
        update(RecoveryCode)
        .where(RecoveryCode.user_id == user_id, RecoveryCode.code_hash == _code_hash(typed))
        .where(RecoveryCode.used_at.is_(None))
        .values(used_at=clock.now())
        .returning(RecoveryCode.id)
    )
    return bool(db.session.scalars(used).all())


def factors_under_other_keys() -> tuple[int, int]:
    """How many secrets wait under the former key for their person to sign in, and how many no key opens any more."""
    sealed = list(db.session.scalars(select(SecondFactor.sealed)))
    lost = sum(_opened(each) is None for each in sealed)
    return sum(_opened(each, former=False) is None for each in sealed) - lost, lost


def _take_step(user_id: int, digits: str) -> bool:
    factor = factor_of(user_id)
    if factor is None or factor.confirmed_at is None:
        return False
    secret = _open(factor.sealed)
    step = _step_of(secret, digits, factor.last_step)
    if step is None:
        return False
    anew = factor.sealed if _opened(factor.sealed, former=False) else _seal(secret)
    later = update(SecondFactor).where(SecondFactor.user_id == user_id, SecondFactor.last_step < step)
    taken = later.values(last_step=step, sealed=anew).returning(SecondFactor.user_id)
    return bool(db.session.scalars(taken).all())


def _step_of(secret: str, code: str, after: int) -> int | None:
    """The half minute whose code this is: the present one or a neighbour, and none up to the last one taken."""
    now, app = int(clock.now().timestamp()) // STEP, pyotp.TOTP(secret, interval=STEP)
    digits = "".join(code.split())
    fitting = [step for step in (now - 1, now, now + 1) if hmac.compare_digest(app.generate_otp(step), digits)]
    return next((step for step in fitting if step > after), None)


def _code_hash(code: str) -> str:
    """Sixteen signs of thirty-one are some 79 random bits: no slow hash is needed to hide them."""
    plain = "".join(sign for sign in code.casefold() if sign.isalnum())
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


# --- the secret at rest ---------------------------------------------------------------------------------------------


def _box(key: str) -> SecretBox:
    return SecretBox(hmac.new(key.encode(), _PURPOSE, hashlib.sha256).digest())


def _seal(secret: str) -> str:
    sealed = _box(current_app.config["SECRET_KEY"]).encrypt(secret.encode())
    return base64.b64encode(sealed).decode()


def _open(sealed: str) -> str:
    secret = _opened(sealed)
    if secret is None:
        raise KeyLost
    return secret


def _opened(sealed: str, *, former: bool = True) -> str | None:
    """By the present key, or by the `former` one that the operator still names."""
    older = current_app.config.get("SECRET_KEY_FALLBACKS") or []
    for key in [current_app.config["SECRET_KEY"], *(older if former else [])]:
        try:
            return _box(key).decrypt(base64.b64decode(sealed)).decode()
        except (CryptoError, ValueError):
            continue
    return None
