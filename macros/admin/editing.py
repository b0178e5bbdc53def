"""The one setting that turns the forms on in a published site: where what they save is kept."""

from __future__ import annotations

from typing import Literal

from macros.records.fields import AnyUrl, Text, field
from macros.records.parts import Part


class Editing(Part):
    """การแก้ไขข้อมูลด้วยแบบฟอร์มที่หน้า /admin/"""

    service: Literal["github", "gitlab", "gitea"] = field("ผู้ให้บริการ", "ที่เก็บไฟล์ของเว็บไซต์: github · gitlab · gitea (รวม Forgejo)", "github")
    repository: Text = field("ที่เก็บ", "ชื่อเจ้าของและชื่อที่เก็บ คั่นด้วย /", "example-municipality/ita")
    branch: Text | None = field("สาขา", "สาขาที่เผยแพร่ ไม่ต้องใส่ถ้าเป็นสาขาหลัก", "main", default=None)
    server: AnyUrl | None = field("เซิร์ฟเวอร์", "ที่อยู่ของเซิร์ฟเวอร์ที่หน่วยงานตั้งเอง ไม่ต้องใส่ถ้าใช้ github.com gitlab.com หรือ gitea.com", "https://git.example.go.th/", default=None)
    app_id: Text | None = field("รหัสแอป", "รหัสแอป OAuth (PKCE) ของ GitLab หรือ Gitea ไม่ใส่ก็เข้าด้วยโทเค็นได้", "0123456789abcdef", default=None)
