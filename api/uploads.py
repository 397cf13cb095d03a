"""A file in a posted form, read as it arrives: it is sealed chunk by chunk and never lies on a disk
in the clear, as it would in the temporary files of a form parser.
"""

from collections.abc import Iterable, Iterator
from email.message import Message

from anyio import from_thread
from fastapi import Request
from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser

from api.problems import BadRequest


def parts_of(request: Request) -> Iterator[bytes]:
    """The body of a request as it arrives, for a thread that waits for each part of it."""
    stream = request.stream()

    async def following() -> bytes | None:
        return await anext(stream, None)

    while (part := from_thread.run(following)) is not None:
        yield part


class FileInForm:
    """The first file of a `multipart/form-data` body (RFC 7578), whose parts are iterated once.

    `filename` is known once the first part was given. It is only ever shown, and names no path.

    Raises:
        BadRequest: the body is no such form, now or while it is read.
    """

    def __init__(self, content_type: str, body: Iterable[bytes]) -> None:
        header = Message()
        header["Content-Type"] = content_type
        boundary = header.get_param("boundary")
        if header.get_content_type() != "multipart/form-data" or not isinstance(boundary, str):
            raise BadRequest("content-type: not multipart/form-data", field="content-type")
        self.filename = ""
        self._body = body
        self._found: list[bytes] = []
        self._header = (bytearray(), bytearray())
        self._taking = False
        self._took = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_header_begin": self._begin_header,
                "on_header_field": lambda data, a, b: self._header[0].extend(data[a:b]),
                "on_header_value": lambda data, a, b: self._header[1].extend(data[a:b]),
                "on_header_end": self._end_header,
                "on_part_data": self._data,
                "on_part_end": self._end_part,
            },
        )

    def __iter__(self) -> Iterator[bytes]:
        """The bytes of the file as they come in."""
        for chunk in self._body:
            try:
                self._parser.write(chunk)
            except MultipartParseError:
                raise BadRequest("body: not a form that could be read", field="body") from None
            found, self._found = self._found, []
            yield from found

    def _begin_header(self) -> None:
        self._header = (bytearray(), bytearray())

    def _end_header(self) -> None:
        name, value = (bytes(part).decode("utf-8", "replace") for part in self._header)
        if name.lower() != "content-disposition" or self._took:
            return
        header = Message()
        header["Content-Disposition"] = value
        filename = header.get_param("filename", header="Content-Disposition")
        if isinstance(filename, str):
            self.filename, self._taking = filename, True

    def _data(self, data: bytes, start: int, end: int) -> None:
        if self._taking:
            self._found.append(data[start:end])

    def _end_part(self) -> None:
        self._took = self._took or self._taking
        self._taking = False
