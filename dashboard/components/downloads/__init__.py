"""What a download is doing, in words beside its buttons (downloads.js): Streamlit shows a turning ring only, and fails
in English."""

from .. import own_component

_mount = own_component("downloads")


def download_status(key: str) -> None:
    """Stands in the container of the buttons that it speaks of; empty until one of them is clicked."""
    _mount(key=key)
