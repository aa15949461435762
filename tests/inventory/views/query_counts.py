"""How many queries each page asks, whatever the size of the fleet: with nothing remembered from before.

A number that grows is a change to be argued for here; one that depends on the number of devices is a fault.
"""

QUERIES: dict[str, int] = {
    "/work/": 13,
    "/work/?department=eng&site=north": 13,
    "/work/?view=board": 25,
    "/devices/": 16,
    "/devices/?stage=testing": 16,
    "/devices/?department=eng&sort=-received": 16,
    "/devices/?q=T480": 19,
    "/devices/?matter=unseen": 17,
    "/devices/?batch=FLEET": 19,
    "/d/{tag}/": 21,
    "/search/?q={tag}": 7,
    "/search/?q=T480": 15,
    "/devices/act/?device={first}&device={second}": 11,
    "/devices/act/record_test/?device={first}": 11,
    "/devices/act/record_wipe/?device={first}": 12,
    "/devices/act/deploy_device/?device={first}&device={second}": 13,
    "/devices/act/record_test/?all=1&matching=stage%3Dtesting": 15,
    "/devices/act/correct_device/?device={first}": 15,
    "/batches/": 9,
    "/batches/FLEET/": 15,
    "/batches/FLEET/receipt/": 11,
}
