"""Whoever keeps the data takes a file in the browser: keepers, their passphrases, what they took (progress.md §6).

    keepers_file (who) → passphrases (scrypt) → checking (with waits) → taking (with files) → record

Nothing here imports Streamlit: ``python -m dashboard.keepers`` and the tests use the same functions as the form.
Everything that lasts stands in ``state/keepers/``, shared by several processes behind one lock.
"""

from .addresses import address_that_counts
from .checking import Request
from .files import snapshot
from .keepers_file import keepers_named
from .places import Places
from .record import last_entries
from .refused import RefusedError
from .taking import Destination, Looked, annex_target, progress_target, restore, take
