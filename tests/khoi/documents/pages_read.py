"""Reading the pages of documents as a visitor does."""

import io

from tests.khoi.accounts.people import token_in
from tests.khoi.scoring.evidence_made import pdf


def text(client, where, status=200):
    answer = client.get(where)
    assert answer.status_code == status
    return answer.get_data(as_text=True)


def taken(answer):
    """The file that was handed out, read to its end and let go."""
    with answer:
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"].startswith("attachment")
        return answer.get_data()


def upload(client, where, page, name="Kế hoạch.pdf", data=None):
    token = token_in(text(client, page))
    sent = {"csrf_token": token, "files": [(io.BytesIO(pdf() if data is None else data), name)]}
    return client.post(where, data=sent, content_type="multipart/form-data")
