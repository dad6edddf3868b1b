"""The one home of DuckDB and Arrow: the lake's Parquet files and the warehouse file."""
