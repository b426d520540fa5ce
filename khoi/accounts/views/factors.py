"""One's own second factor: enrolled with a picture and a code, its recovery codes, switched off."""

import segno
from flask import current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from khoi.accounts import actions
from khoi.accounts.forms import CodeForm
from khoi.accounts.views.blueprint import accounts
from khoi.accounts.views.oneself import as_oneself
from khoi.accounts.views.signing import Answer
from tenants import factors
from tenants.database import db, reading
from tenants.gate import asks_again, door, me, own_transactions
from tenants.refusal import Refused
from tenants.roles import Role


@accounts.get("/account/second-factor")
@door(*Role, first=True)
def second_factor() -> str:
    """On or off; while it is being enrolled, the picture and the key for the app."""
    return _page(CodeForm(formdata=None))


@accounts.post("/account/second-factor/begin")
@door(*Role, first=True)
@own_transactions
@asks_again("bật xác thực hai bước cho tài khoản của mình")
def begin_factor() -> Response:
    """A new key for the app, waiting for its first code."""
    with as_oneself() as user:
        actions.begin_factor(user)
    return redirect(url_for("accounts.second_factor"), 303)


@accounts.post("/account/second-factor/confirm")
@door(*Role, first=True)
@own_transactions
def confirm_factor() -> Answer:
    """The first code of the app: it is on, and the recovery codes stand on the answer, once."""
    form = CodeForm()
    if not form.validate_on_submit():
        return _late_page(form), 422
    try:
        with as_oneself() as user:
            codes = actions.confirm_factor(user, form.code.data or "", me().session_id)
    except Refused as refused:
        form.code.errors = [refused.message]
        return _late_page(form), 422
    return _codes(codes, "Xác thực hai bước đã bật")


@accounts.post("/account/second-factor/codes")
@door(*Role)
@own_transactions
@asks_again("lập lại mã dự phòng")
def renew_codes() -> Answer:
    """Ten recovery codes anew; the earlier ones are worth nothing."""
    with as_oneself() as user:
        codes = actions.renew_codes(user)
    return _codes(codes, "Mã dự phòng mới")


@accounts.post("/account/second-factor/remove")
@door(*Role)
@own_transactions
@asks_again("tắt xác thực hai bước")
def remove_factor() -> Response:
    """Sign in by the password alone again; other sessions end."""
    with as_oneself() as user:
        actions.remove_factor(user, me().session_id)
    flash("Đã tắt xác thực hai bước. Các phiên khác đã kết thúc.", "ok")
    return redirect(url_for("accounts.own"), 303)


def _late_page(form: CodeForm) -> str:
    with reading():
        page = _page(form)
        db.session.rollback()
    return page


def _page(form: CodeForm) -> str:
    form.code.description = ""  # a recovery code confirms no phone
    factor = factors.factor_of(me().id)
    pending = factor is not None and factor.confirmed_at is None
    try:
        secret = factors.secret_of(factor) if factor is not None and pending else ""
    except factors.KeyLost:
        secret = ""  # begun under another key: begin anew
    return render_template(
        "accounts/second_factor.html", form=form, since=factor.confirmed_at if factor else None,
        secret=" ".join(secret[n : n + 4] for n in range(0, len(secret), 4)),
        picture=_picture(factors.provisioning(secret, me().login)) if secret else "",
        left=factors.codes_left(me().id), demanded=current_app.config["DEMAND_SECOND_FACTOR"],
        page_title="Xác thực hai bước",
    )  # fmt: skip


def _picture(words: str) -> str:
    """The QR code as the data of an image: no script, no style, nothing from outside."""
    return segno.make(words, error="m").svg_data_uri(scale=5, border=3, light="#fff")


def _codes(codes: list[str], title: str) -> str:
    return render_template("accounts/parts/recovery_codes.html", codes=codes, page_title=title)
