"""What may stand in an address of the portal: random ids and plain numbers."""

from werkzeug.routing import BaseConverter, IntegerConverter


class PublicId(BaseConverter):
    """The random id of a row in a URL."""

    regex = "[A-Za-z0-9_-]{12}"


class PlainInteger(IntegerConverter):
    """A number that any database takes: the router's own takes `２０２６`, and a hundred digits."""

    regex = "[0-9]{1,9}"
