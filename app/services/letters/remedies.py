"""Where and until when a decision may be contested (行政复议法 第二十条, 行政诉讼法 第四十五条、第四十六条)."""

from datetime import date

from app.services.letters.facts import Office

_ONE_AUTHORITY_SINCE = date(2024, 1, 1)


def remedy_text(office: Office, decided_on: date, *, review_first: bool = False, what: str = "本决定") -> str:
    """Return the remedies of a decision: review within 60 days, suit within 6 months (15 days after a review).

    Decisions before 2024-01-01 also name the bureau above; `review_first` is the variant 复议前置; `what` names the
    letter itself.
    """
    authorities = office.review_authority
    if decided_on < _ONE_AUTHORITY_SINCE:
        authorities = f"{authorities}或者{office.superior}"
    if review_first:
        return (
            f"如不服{what}，应当先自收到本文书之日起60日内依法向{authorities}申请行政复议；对行政复议决定仍不服的，"
            f"可以自收到行政复议决定书之日起15日内依法向{office.court}提起行政诉讼。"
        )
    return (
        f"如不服{what}，可以自收到本文书之日起60日内依法向{authorities}申请行政复议，"
        f"或者自收到本文书之日起6个月内依法向{office.court}提起行政诉讼。"
    )
