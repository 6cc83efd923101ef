"""An office with a window."""

import pytest
from working_office import Office

from app.services.unit_of_work import UnitOfWork


@pytest.fixture
def office(uow: UnitOfWork) -> Office:
    """Accounts by role on a fresh data folder."""
    return Office(uow)
