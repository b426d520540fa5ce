"""Reading the pages of reports as a visitor does."""

HERE = "/noi-chinh/2026"


def page(client, address):
    answer = client.get(address)
    html = answer.get_data(as_text=True)
    assert answer.status_code == 200, html
    assert html.count("<h1") == 1
    return html
