// no worker
