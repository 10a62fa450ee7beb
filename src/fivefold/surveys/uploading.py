"""Files as they arrive: beside those that are kept, where whatever a crash leaves is found and deleted."""

from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, TemporaryFileUploadHandler

from fivefold.surveys.models.imports import uploads


class ArrivingFile(TemporaryUploadedFile):
    """In the system's folder for passing files, what a killed process leaves would lie for ever."""

    def __init__(self, name: str, *facts: Any) -> None:
        folder = Path(uploads().location)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        file = NamedTemporaryFile(prefix="arriving-", dir=folder)  # noqa: SIM115 - closed with the request
        UploadedFile.__init__(self, file, name, *facts)


class ArrivingFiles(TemporaryFileUploadHandler):
    """On disk from the first byte: a file is read by a process of its own, which opens it by its path."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        FileUploadHandler.new_file(self, *args, **kwargs)
        self.file = ArrivingFile(
            str(self.file_name), self.content_type, 0, self.charset, self.content_type_extra
        )
