"""What we change in the editor's bundle: exact strings, each of which must be there exactly once (or as often as said).

The bundle has no option for these: it takes fonts, translations and libraries from two content networks, has no Thai, and knows a
folder by ``.git`` alone. Everything else is done through its documented API (``client/``).
"""

from __future__ import annotations

from dataclasses import dataclass

LIBRARY = "lib"  # below /admin/: what the bundle would fetch from elsewhere
VERSION = "0.221.1"


@dataclass(frozen=True)
class Patch:
    """``old`` becomes ``new``; ``why`` is for the reader of a failed test."""

    why: str
    old: str
    new: str


class PatchFailed(Exception):
    """The bundle does not have the string, or has it more often: it is another version."""


def _font(family: str, file: str) -> Patch:
    return Patch(f"the font {family} comes from the site", f"src:url(https://cdn.jsdelivr.net/fontsource/fonts/{file})", "src:local('none')")


def _deleting(shown: str) -> Patch:
    return Patch("no button for deleting, and nothing to mark for it, where that is not allowed", shown, shown.replace("!SJ.current", "!SJ.current&&P7.current.canDelete"))


_HERE = "new URL(`{}`,document.baseURI).href"

PATCHES = (
    Patch("strings, version and chunks come from the site", "iP=`https://unpkg.com/@sveltia/cms`", "iP=" + _HERE.format(f"{LIBRARY}/@sveltia/cms")),
    Patch("libraries come from the site", "let t=`https://unpkg.com/${e}`,", "let t=" + _HERE.format(LIBRARY + "/${e}") + ","),
    Patch("no highlighting engine from elsewhere", "gk=`https://unpkg.com/@shikijs`", "gk=`lib/none`"),
    Patch("no highlighting engine from elsewhere", "_k=`https://unpkg.com/@sveltia/ui`", "_k=`lib/none`"),
    _font("Source Sans 3", "source-sans-3:vf@5.3.0/latin-wght-normal.woff2"),
    Patch("the site's own letters", '--sui-font-family-default: "Source Sans 3", system-ui, sans-serif', "--sui-font-family-default: Sarabun, system-ui, sans-serif"),
    _font("Noto Mono", "noto-mono@5.3.0/latin-400-normal.woff2"),
    Patch(
        "the icons come from the site",
        "src:url(https://cdn.jsdelivr.net/fontsource/fonts/material-symbols-outlined:vf@5.3.7/latin-wght-normal.woff2)\n      format('woff2-variations')",
        "src:url(material-symbols.woff2) format('woff2')",
    ),
    Patch("no third service is asked how GitHub is", "await ez(Oye);if(e===`none`)", "{status:{indicator:`none`}};if(e===`none`)"),
    Patch("no third service is asked how GitLab is", "await ez(jbe);if(e===100)", "{result:{status_overall:{status_code:100}}};if(e===100)"),
    Patch("a reader may enlarge the page", "`initial-scale=1`,`maximum-scale=1`,", "`initial-scale=1`,"),
    Patch("Thai, and English to fall back on", "`ar,bg,ca,cs,da,de,el,en-CA,en-GB,en-US,es-CO,fa,fi,fr,hr,it,ja,ko,nl,pl,pt-BR,pt-PT,ru,sv,tr,uk,vi,zh-CN,zh-TW`", "`en-US,th`"),
    Patch("no notice that the editor speaks the browser's language too: one press would turn it English", "if(await c9(`newLanguageCta`))return;", "return;"),
    Patch("a site's folder is known by its records, a git folder or not", "try{await n.getDirectoryHandle(`.git`)}", "try{await n.getDirectoryHandle(`measures`)}"),
    _deleting("W(n,e=>{!ZR.isSmallScreen&&!SJ.current&&e(i)})"),
    _deleting("W(a,e=>{!(ZR.isSmallScreen||ZR.isMediumScreen)&&!SJ.current&&e(c)})"),
    _deleting("k(()=>!SJ.current);W7(e,{"),
    Patch(
        "a commit says which fields changed", "m=i[t]||EJ[t]||``;return[`create`", "m=(i[t]||EJ[t]||``).replaceAll(`{{changed}}`,()=>window.prongsai.changed(e));return[`create`"
    ),
    Patch("a commit says in words that it has more files", "f.length&&(m+=` +${f.length}`)", "f.length&&(m+=` (และอีก ${f.length} ไฟล์)`)"),
    Patch(
        "an edit by hand is not overwritten", "commitChanges:async e=>Lq(Wq,e)}", "commitChanges:async e=>{let t=await window.prongsai.merged(e,t=>Dq(Wq,t)),n=await Lq(Wq,t);return window.prongsai.kept(t),n}}"
    ),
    Patch(
        "a new record's file is called after what lies in its own folder: not over another kind's record, not in turn with other years'",
        "oR(_,bhe(l,a))", "oR(_,window.prongsai.taken(_,DP.current,n.name,r)??bhe(l,a))"
    ),
    Patch(
        "what a site has once is not added again, and in a repository somebody else's edit is not overwritten", "let o={...await i(e,r),author:S2()};",
        "iX.current.isGit?e=window.prongsai.rejoined(e,DP.current):window.prongsai.alone(e,DP.current);let o={...await i(e,r),author:S2()};window.prongsai.kept(e);"
    ),
    Patch("what somebody else wrote is read again", "a&&(LJ.current=o.sha),{commit:o", "a&&!e.some(e=>e.others)&&(LJ.current=o.sha),{commit:o"),
    Patch("both parts of a record are kept, so there is nothing to choose", "let t=await xLe(e);if(t&&!n)", "let t=await xLe(e);if(t&&t.type!==`modified`&&!n)"),
    Patch("why a save failed is said in Thai", "j(g,t.cause?.message??t.message,!0)", "j(g,window.prongsai.reason(t.cause??t),!0)"),
    Patch("what was typed is offered in its own year's record, though others have its name", "m4=({fileName:e,originalEntry:t})=>e??t?.slug??``", "m4=({fileName:e,originalEntry:t})=>e??t?.subPath??t?.slug??``"),
    Patch("it is looked for there", "await p4(t,n?.slug)&&(", "await p4(t,m4(e))&&("),
    Patch("it is forgotten there once it is saved", "f4(a,r?``:u)", "f4(a,r?``:m4(e))"),
    Patch("what was typed is kept, though the folder is told twice when it is opened", "return}}c4=null});", "return}}e||(c4=null)});"),
    Patch("a file's name has nothing that its address cannot have", "e.normalize().replace(/[\\s\\u00A0\\u202F]+/g,` `)", "e.normalize().replace(/[\\s\\u00A0\\u202F]+/g,` `).replace(/[#%]+/g,`-`)"),
    Patch("a file has that name from the beginning: the editor cannot show a lone %", "if(t){let{name:t,type:n,lastModified:r}=e,i=cR(t,{slugificationEnabled:!0});", "{let{name:t,type:n,lastModified:r}=e,i=cR(t);"),
    Patch("our format is given a file as it is", "e=e.trim().replace(/\\r\\n?/g,`\n`);", "let prongsaiText=e;e=e.trim().replace(/\\r\\n?/g,`\n`);"),
    Patch("our format is given a file as it is", "?.parser;if(c)return c(e);", "?.parser;if(c)return c(prongsaiText);"),
    Patch("our format is given a file as it is, its byte order mark too", "return new TextDecoder().decode(t)", "return new TextDecoder(`utf-8`,{ignoreBOM:!0}).decode(t)"),
    Patch("a file is written as our format gives it", "if(i)return`${(await i(e)).trim()}\\n`;", "if(i)return await i(e);"),
    Patch("our format reads and writes YAML with the editor's own parser", "window.CMS=Q9,", "window.CMS=Q9,window.prongsaiParse=Wfe,"),
    Patch("the parser is the one we mean", "function Wfe(e,t={}){let{lineCounter:n,prettyErrors:r}=Ufe(t)", "function Wfe(e,t={}){let{lineCounter:n,prettyErrors:r}=Ufe(t)"),
)


def patched(text: str, patches: tuple[Patch, ...] = PATCHES) -> str:
    """``text`` with every patch applied. Raises :class:`PatchFailed`."""
    for patch in patches:
        if text.count(patch.old) != 1:
            raise PatchFailed(f"{patch.why}: {text.count(patch.old)} × {patch.old[:60]}")
        text = text.replace(patch.old, patch.new)
    return text
