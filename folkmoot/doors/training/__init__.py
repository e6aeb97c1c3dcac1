"""The demonstration council: loading it from readable files, and serving it with two processes."""
