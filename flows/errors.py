"""Every error Sourceline raises on purpose, in one tree.

    SourcelineError                 exit code 3: something is broken
    ├── UsageError                  exit code 2: the command was used wrongly
    │   ├── SourceNotFound          a --source names nothing
    │   ├── BackendUnusable         what is to find the names cannot be loaded, or finds none
    │   ├── WarehouseMissing        nothing has been published yet
    │   └── NotServed               no schedule is being served for the data directory
    ├── WarehouseUnreadable         the warehouse file cannot be opened
    ├── LakeDamaged                 a file of the lake is missing or cannot be read
    ├── DiskFull                    no space is left where the data directory is
    ├── DataDirUnusable             the data directory cannot be written
    ├── RowNotFound                 exit code 2: no mart has a row with the key of `sourceline explain`
    ├── QueryFailed                 exit code 2: the SQL of `sourceline query` was refused
    ├── LookupInvalid               a CSV in dbt_project/lookups/ cannot be used
    ├── Interrupted                 exit code 130: stopped by Ctrl-C
    ├── RunLocked                   another run is writing to the same data directory
    ├── ServerUnavailable           the Prefect server did not come up
    ├── TransformFailed             dbt could not build or test the warehouse
    ├── NoticeUndelivered           a webhook or a mail server did not take a notice; never fails a run
    ├── WarehouseStale              exit code 1: what is published is older than `status --max-age`
    ├── GateFailed                  exit code 1: a gate refused the data
    └── GateBroken                  a check could not be carried out, which says nothing about the data

A message says what happened, where, and what to do next.
"""


class SourcelineError(Exception):
    """Base of the tree; `exit_code` is what the command returns."""

    exit_code = 3


class UsageError(SourcelineError):
    """The command was given something it cannot work with."""

    exit_code = 2


class SourceNotFound(UsageError):
    """A source names no file, folder or pattern that matches."""


class BackendUnusable(UsageError):
    """The spaCy pipeline of `--entities` is not there, cannot be loaded or recognises no entities."""


class WarehouseMissing(UsageError):
    """There is no published warehouse in the data directory yet."""


class NotServed(UsageError):
    """No `sourceline serve` runs for the data directory, so there is no schedule to ask or change."""


class WarehouseUnreadable(SourcelineError):
    """The published file is damaged, or another program has it open for writing."""


class LakeDamaged(SourcelineError):
    """A Parquet file of the lake is missing, cut short or not as it was written."""


class DiskFull(SourcelineError):
    """A file could not be written to its end."""


class DataDirUnusable(SourcelineError):
    """The data directory is read-only, closed to us or no folder."""


class QueryFailed(UsageError):
    """DuckDB refused the SQL that was given."""


class RowNotFound(UsageError):
    """The key is of no row in the marts."""


class LookupInvalid(SourcelineError):
    """A lookup CSV lacks a column, repeats a key or points at a row that is not there."""


class Interrupted(SourcelineError):
    """Somebody stopped the run."""

    exit_code = 130


class RunLocked(SourcelineError):
    """Another run holds the data directory."""


class ServerUnavailable(SourcelineError):
    """The Prefect server that records runs did not answer in time."""


class TransformFailed(SourcelineError):
    """`dbt build` did not succeed; the message names the nodes that failed."""


class NoticeUndelivered(SourcelineError):
    """A webhook or a mail server did not take a notice."""


class WarehouseStale(SourcelineError):
    """Nothing was published, or confirmed by a run that found nothing new, for too long."""

    exit_code = 1


class GateFailed(SourcelineError):
    """A critical check found bad data, so nothing was published."""

    exit_code = 1


class GateBroken(SourcelineError):
    """A check itself could not run: mend the check, the data may be fine."""
