from django.core.files.storage import Storage, storages


def private_storage() -> Storage:
    """
    Where files lie that no server hands out by their path: each is asked for at an address that checks who may.

    A function, so that the migrations do not hold the place itself.
    """
    return storages["private"]
