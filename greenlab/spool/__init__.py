"""An embedded Celery broker: a folder, atomic renames, and locks that the kernel lets go of when a worker dies.

Celery's own file and SQL brokers lose the work of a killed worker. This one keeps it, without a server to install:

    publish   write the message in tmp/, rename it into queue/<name>/
    claim     rename it into claimed/<consumer>/; of two who try, one finds it gone
    finish    unlink it
    recover   a consumer holds a lock on its folder for life, and the kernel frees the lock even on kill -9;
              whoever gets the lock of another's folder puts that folder's messages back into their queues
    bury      a message given back more than `MOST_RETURNS` times goes to dead/ instead

A rename within one file system is atomic, so a message is in exactly one place at any moment. Tasks run at least once.
One host, POSIX. What survives a power cut is the Job row in the database, from which the sweeper sends work again.
"""
