"""What the preparation of the environment and the end of a command say, each as a pair (Thai, English), and which failure means what."""

import re

PREPARING = (
    "กำลังเตรียมโปรแกรมที่ต้องใช้ลงในโฟลเดอร์ .prongsai (ทำครั้งแรกครั้งเดียว ใช้เวลาราวหนึ่งนาที) …",
    "Preparing the needed packages in the folder .prongsai (only the first time, about a minute) …",
)
READY = ("เตรียมเสร็จแล้ว", "The packages are ready.")
WAITING = (
    "มีคำสั่งอื่นกำลังเตรียมโปรแกรมอยู่ กำลังรอให้เสร็จ …",
    "Another command is preparing the packages; waiting for it …",
)
STOPPED = (
    "หยุดตามคำสั่งแล้ว เรียกคำสั่งเดิมอีกครั้งเพื่อทำต่อ",
    "Stopped. Run the same command again to go on.",
)
ENDED = ("เลิกแล้ว", "Stopped")
NO_NETWORK = (
    "ดาวน์โหลดโปรแกรมที่ต้องใช้ไม่ได้ โปรดตรวจการเชื่อมต่ออินเทอร์เน็ต (หรือการตั้งค่าพร็อกซีของ pip) แล้วเรียกคำสั่งเดิมอีกครั้ง",
    "The packages could not be downloaded: check the Internet connection (or pip's proxy settings) and run this again.",
)
NO_SPACE = (
    "พื้นที่ดิสก์ไม่พอ โปรดทำให้มีที่ว่างอย่างน้อย 500 MB แล้วเรียกคำสั่งเดิมอีกครั้ง",
    "The disk is full: free at least 500 MB and run this again.",
)
CANNOT_WRITE = (
    "เขียนไม่ได้ พื้นที่ดิสก์ไม่พอหรือดิสก์มีปัญหา",
    "Cannot write: the disk is full or failing.",
)
PATH_TOO_LONG = (
    "ชื่อโฟลเดอร์ยาวเกินไปสำหรับ Windows โปรดย้ายโครงการไปไว้ในโฟลเดอร์ที่ชื่อสั้นกว่า เช่น C:\\prongsai แล้วเรียกคำสั่งเดิมอีกครั้ง",
    "The folder's path is too long for Windows: move the project to a shorter one such as C:\\prongsai and run this again.",
)
WRONG_HASH = (
    "โปรแกรมที่ดาวน์โหลดมาไม่ตรงกับที่โครงการกำหนดไว้ จึงไม่ได้ติดตั้ง โปรดแจ้งผู้ดูแลเครือข่ายหรือผู้ดูแลโครงการ",
    "A downloaded package differs from the one this project pins, so it was not installed: "
    "tell whoever keeps your network or this project.",
)


def old_python(found):
    return (
        "ต้องใช้ Python 3.10 ขึ้นไป แต่เครื่องนี้เรียก Python {} โปรดติดตั้งรุ่นใหม่จาก python.org "
        "แล้วเรียกคำสั่งเดิมด้วยรุ่นนั้น".format(found),
        "Python 3.10 or newer is needed, but this is Python {}: install a newer one from python.org "
        "and run this with it.".format(found),
    )


def not_allowed(path):
    return (
        "เปิด {} ไม่ได้ โปรดตรวจสิทธิ์ของไฟล์หรือโฟลเดอร์นี้ และปิดโปรแกรมอื่นที่เปิดอยู่ แล้วเรียกคำสั่งเดิมอีกครั้ง".format(path),
        "{} cannot be opened: check its permissions, close other programs that have it open, and run this again.".format(path),
    )


def no_venv(env):
    return (
        "Python ของเครื่องนี้ไม่มีส่วน venv โปรดติดตั้งก่อน (Debian/Ubuntu: sudo apt install python{}-venv) "
        "แล้วเรียกคำสั่งเดิมอีกครั้ง".format(env.version),
        "This Python lacks its venv part: install it (Debian/Ubuntu: sudo apt install python{}-venv) "
        "and run this again.".format(env.version),
    )


def not_writable(env):
    return (
        "เขียนลงในโฟลเดอร์ {} ไม่ได้ โปรดปิดหน้าต่างอื่นที่ใช้โครงการนี้อยู่ และวางโครงการไว้ในโฟลเดอร์ที่ท่านเขียนได้ "
        "แล้วเรียกคำสั่งเดิมอีกครั้ง".format(env.home),
        "The folder {} cannot be written: close other windows that use this project, keep the project in a folder "
        "that you may write to, and run this again.".format(env.home),
    )


def no_package(env):
    return (
        "ไม่มีโปรแกรมสำเร็จรูปสำหรับ Python หรือระบบของเครื่องนี้ โปรดใช้ Python 3.10–3.14 แบบ 64 บิต หรือตรวจการตั้งค่า pip "
        "(รายละเอียดอยู่ใน {})".format(env.log),
        "There is no ready-made package for this Python or system: use a 64-bit Python 3.10–3.14, or check pip's settings "
        "(details are in {}).".format(env.log),
    )


def unknown(env):
    return (
        "เตรียมโปรแกรมที่ต้องใช้ไม่สำเร็จ โปรดเรียกคำสั่งเดิมอีกครั้ง หากยังไม่ได้ โปรดดูรายละเอียดใน {}".format(env.log),
        "Preparing the packages failed: run this again, and if it fails again see the details in {}.".format(env.log),
    )


# What programs and systems say → what to tell the person. The first that matches counts: pip says "no matching
# distribution" after a network failure as well, and the reason came before.
_MEANINGS = (
    (r"DO NOT MATCH THE HASHES", WRONG_HASH),
    (r"No space left|Errno 28|not enough space|WinError 112|quota exceeded", NO_SPACE),
    (r"Long Path|WinError 206|File name too long", PATH_TOO_LONG),
    (r"ensurepip is not available|No module named '?(venv|ensurepip)", no_venv),
    (r"Read-only file system|Permission denied|Errno (13|30)\b|WinError (5|32)\b", not_writable),
    (r"NewConnectionError|name resolution|timed out|Connection(Reset)?Error|Connection refused|ProxyError|SSLError"
     r"|Could not fetch URL|unreachable|getaddrinfo|Max retries", NO_NETWORK),
    (r"No matching distribution", no_package),
)


def for_failure(output, env):
    """The pair for the failure that ``output`` (of a program, or an OSError's text) tells of."""
    for pattern, pair in _MEANINGS:
        if re.search(pattern, output, re.IGNORECASE):
            return pair(env) if callable(pair) else pair
    return unknown(env)
