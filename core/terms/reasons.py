"""Why a file, a row or a cell was not taken. ``core.wording`` has the sentences."""

from enum import StrEnum


class FileReason(StrEnum):
    """Why nothing of a file was taken."""

    EMPTY = "empty_file"
    NOT_TABULAR = "not_tabular"
    UNSUPPORTED = "unsupported_format"
    ENCRYPTED = "encrypted"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105  (a reason, not a password)
    UNSAFE_ENCRYPTION = "unsafe_encryption"
    CORRUPT = "corrupt_file"
    ZIP_BOMB = "zip_bomb"
    UNSAFE_ARCHIVE = "unsafe_archive"
    UNSAFE_XML = "unsafe_xml"
    TOO_LARGE = "too_large"
    TOO_MANY_COLUMNS = "too_many_columns"
    MISSING_COLUMNS = "missing_columns"
    UNKNOWN_COLUMNS = "unknown_columns"
    NO_HEADER = "no_header"
    DUPLICATE_HEADER = "duplicate_header"
    ENCODING_UNKNOWN = "encoding_unknown"
    MIXED_ENCODING = "mixed_encoding"
    MOJIBAKE = "mojibake"
    UNCLOSED_QUOTE = "unclosed_quote"
    CORRUPT_IDS = "corrupt_ids"
    IDS_PRECISION_LOST = "ids_precision_lost"
    AMBIGUOUS_DATE = "ambiguous_date"
    PERIOD_NEEDED = "period_needed"


class RowReason(StrEnum):
    """Why one row was refused."""

    BAD_NUMBER = "bad_number"
    MISSING_VALUE = "missing_value"
    NEGATIVE_VALUE = "negative_value"
    ZERO_QUANTITY = "zero_quantity"
    NON_INTEGER = "non_integer"
    OUT_OF_RANGE = "out_of_range"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    BAD_DATE = "bad_date"
    AMBIGUOUS_DATE = "ambiguous_date"
    FUTURE_DATE = "future_date"
    TOO_OLD_DATE = "too_old_date"
    COLUMN_COUNT = "column_count"
    CORRUPT_ID = "corrupt_id"
    BAD_BYTES = "bad_bytes"
    NUL_BYTE = "nul_byte"
    FIELD_TOO_LONG = "field_too_long"
    DUPLICATE_CONFLICT = "duplicate_conflict"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    ERROR_CELL = "error_cell"
    FOREIGN_CURRENCY = "foreign_currency"
    OFF_SCALE = "off_scale"


class SkipReason(StrEnum):
    """Why a row is no data and was stepped over."""

    TOTAL_ROW = "total_row"
    REPEATED_HEADER = "repeated_header"
    BLANK_ROW = "blank_row"
    DUPLICATE_ROW = "duplicate_row"
    NOTE_ROW = "note_row"
    OTHER_TABLE = "other_table"
    ADDED_UP = "added_up"


class FileWarning(StrEnum):
    """What the seller should know about a file that was taken."""

    NO_ROWS = "no_rows"
    ENCODING_GUESSED = "encoding_guessed"
    EXTENSION_MISMATCH = "extension_mismatch"
    HIDDEN_SHEET = "hidden_sheet"
    OTHER_SHEETS = "other_sheets"
    SEVERAL_SHEETS = "several_sheets"
    HIDDEN_ROWS = "hidden_rows"
    MACRO_IGNORED = "macro_ignored"
    REPLACED_CHARACTERS = "replaced_characters"
    FIELD_CUT = "field_cut"
    UNKNOWN_STATE = "unknown_state"
    UNKNOWN_COLUMNS = "unknown_columns"
    NO_AMOUNTS = "no_amounts"
    NO_BUYERS = "no_buyers"
    INCONSISTENT_COUNTS = "inconsistent_counts"
    PERIOD_FROM_NAME = "period_from_name"
    CARTS_COUNTED = "carts_counted"
    INFERRED_COLUMNS = "inferred_columns"
