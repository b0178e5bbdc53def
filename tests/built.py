"""What lies in a folder that was built."""


def files_in(folder):
    """Path below ``folder`` → bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
