"""Draws the checked-in workbooks again."""

from sample_district.district import FOLDER, write_all

write_all(FOLDER)
