"""dashboard/exports: reports to take away, opened by the programs that people open them with."""
