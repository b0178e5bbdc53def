// The fields that the editor does not know: dates and months of the Buddhist era, and choices that depend on the record's year and item.
(function (prongsai) {
  "use strict";
  const { h, createClass } = window;
  const DIGITS = "๐๑๒๓๔๕๖๗๘๙";
  const arabic = prongsai.arabic = (text) => String(text ?? "").replace(/[๐-๙]/g, (digit) => DIGITS.indexOf(digit)).trim();
  const months = () => prongsai.setup.months; // [{long, short}]
  const core = (name) => name.replace(/[.\s]/g, "");
  const monthNumber = (name) => months().findIndex((month) => [month.long, month.short].map(core).includes(core(name))) + 1;
  const fourDigits = (year) => (year.length === 2 ? `25${year}` : year);

  /** `15 มกราคม 2567`, `15 ม.ค. 67`, `2567-01-15`, `15/1/2567` → {day, month, year} as text; null for anything else. */
  prongsai.readDate = function (text) {
    const clean = arabic(text);
    let found = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(clean);
    if (found) return { day: String(+found[3]), month: String(+found[2]), year: found[1] };
    found = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(clean);
    if (found) return { day: String(+found[1]), month: String(+found[2]), year: fourDigits(found[3]) };
    found = /^(?:วันที่\s*)?(\d{1,2})\s*([ก-๎.\s]+?)\s*(?:พ\.?\s*ศ\.?)?\s*(\d{4}|\d{2})$/.exec(clean);
    const month = found && monthNumber(found[2]);
    return month ? { day: String(+found[1]), month: String(month), year: fourDigits(found[3]) } : null;
  };

  /** `ธ.ค. 2563`, `2563-12`, `12/2563` → {month, year}; null for anything else. */
  prongsai.readMonth = function (text) {
    const clean = arabic(text);
    let found = /^(\d{4})[-/](\d{1,2})$/.exec(clean);
    if (found) return { month: String(+found[2]), year: found[1] };
    found = /^(\d{1,2})[-/](\d{4})$/.exec(clean);
    if (found) return { month: String(+found[1]), year: found[2] };
    found = /^(?:เดือน)?\s*([ก-๎.\s]+?)\s*(?:พ\.?\s*ศ\.?)?\s*(\d{4}|\d{2})$/.exec(clean);
    const month = found && monthNumber(found[1]);
    return month ? { month: String(month), year: fourDigits(found[2]) } : null;
  };

  /** The ends of a period, the second one empty for a single month; null when it is written in another way. */
  prongsai.readPeriod = function (text) {
    const parts = arabic(text).split(/\s*(?:ถึง|[–—])\s*|\s+-\s+|(?<=\d)-(?=[ก-ฮ])/);
    const ends = parts.map(prongsai.readMonth);
    if (parts.length > 2 || ends.includes(null)) return null;
    const last = ends[1] || { month: "", year: "" };
    return { month: ends[0].month, year: ends[0].year, month2: last.month, year2: last.year };
  };

  const dateText = ({ day, month, year }) => [day, month && months()[month - 1].long, arabic(year)].filter(Boolean).join(" ");
  const monthText = ({ month, year }) => [month && months()[month - 1].short, arabic(year)].filter(Boolean).join(" ");
  const periodText = ({ month, year, month2, year2 }) => [monthText({ month, year }), monthText({ month: month2, year: year2 })].filter(Boolean).join(" – ");

  /** Why a day cannot be, in the words of check; empty when it can. A day is judged in the Common Era. */
  prongsai.wrongDate = function (text) {
    const parts = prongsai.readDate(text);
    if (!parts || !isYear(parts.year) || +parts.month < 1 || +parts.month > 12) return filled("date-unreadable", { found: text });
    const days = new Date(Date.UTC(parts.year - 543, parts.month, 0)).getUTCDate();
    const month = `${months()[parts.month - 1].long} ${parts.year}`;
    return +parts.day >= 1 && +parts.day <= days ? "" : filled("date-invalid", { found: text, month, days });
  };

  prongsai.wrongPeriod = function (text) {
    const ends = prongsai.readPeriod(text);
    if (!ends || !isYear(ends.year) || (ends.month2 && !isYear(ends.year2))) return filled("period-unreadable", { found: text });
    const backwards = ends.month2 && ends.year2 * 12 + +ends.month2 < ends.year * 12 + +ends.month;
    const suggestion = periodText({ month: ends.month2, year: ends.year2, month2: ends.month, year2: ends.year });
    return backwards ? filled("period-backwards", { found: text, suggestion }) : "";
  };

  prongsai.wrongYear = function (text) {
    if (isYear(text)) return "";
    const year = +arabic(text);
    return filled(year > 1900 && year < 2100 ? "year-not-buddhist" : "year-unreadable", { found: text, value: text, year, suggestion: year + 543 });
  };

  const isYear = (year) => /^2[45]\d\d$|^26\d\d$/.test(arabic(year));
  const filled = (code, params) => prongsai.setup.words[code].replace(/\{(\w+)\}/g, (_, name) => params[name] ?? "…");

  /** A widget of several small inputs that together make one text. */
  function composed(read, write, wrong, inputs) {
    const empty = Object.fromEntries(inputs.map(({ name }) => [name, ""]));
    return createClass({
      getInitialState() { return this.from(this.props.value); },
      from(value) {
        this.newest = this.given = value || "";
        this.told = []; // not come back as a property yet
        return { parts: value ? read(value) : { ...empty }, text: this.newest };
      },
      componentDidUpdate(before) {
        if (before.value === this.props.value) return;
        const now = this.props.value || "";
        const place = this.told.indexOf(now);
        if (place >= 0) this.told.splice(0, place + 1); // our own, though more may have been chosen meanwhile
        else if (now !== this.newest) this.setState(this.from(this.props.value));
      },
      isValid() { // asked before the new value has come back as a property; what the file says in a way that is not taken apart here is for check to judge
        const message = this.newest && (this.state.parts || this.newest !== this.given) ? wrong(this.newest) : "";
        return message ? { error: { message } } : true;
      },
      tell(parts, text) {
        this.newest = text;
        this.told.push(text);
        this.setState({ parts, text });
        this.props.onChange(text);
      },
      put(name, value) {
        const parts = { ...this.state.parts, [name]: value };
        this.tell(parts, write(parts));
      },
      plain(event) { this.tell(null, event.target.value); },
      render() {
        const label = this.props.field.get("label");
        if (!this.state.parts) return h("input", { type: "text", className: "ps-input", value: this.state.text, onChange: this.plain, "aria-label": label });
        return h("div", { className: "ps-parts", role: "group", "aria-label": label }, inputs.map((input) => part(this, input)));
      },
    });
  }

  function part(widget, { name, label, kind }) {
    const common = { key: name, className: `ps-input ps-input--${kind}`, value: widget.state.parts[name], "aria-label": label, onChange: (event) => widget.put(name, event.target.value) };
    if (kind === "year") return h("input", { ...common, type: "text", inputMode: "numeric", maxLength: 4, placeholder: "พ.ศ." });
    if (kind === "word") return h("span", { key: name, className: "ps-word" }, label);
    const options = kind === "day" ? Array.from({ length: 31 }, (_, index) => [index + 1, index + 1]) : months().map((month, index) => [index + 1, month.long]);
    return h("select", common, [h("option", { key: "", value: "" }, `– ${label} –`), ...options.map(([value, words]) => h("option", { key: value, value: String(value) }, words))]);
  }

  const MONTH = [{ name: "month", label: "เดือน", kind: "month" }, { name: "year", label: "ปี พ.ศ.", kind: "year" }];
  const readYear = (text) => ({ year: text }); // written in Arabic digits, for it names the folder too
  const LAST = [{ name: "to", label: "ถึง", kind: "word" }, { name: "month2", label: "เดือนสุดท้าย", kind: "month" }, { name: "year2", label: "ปี พ.ศ. ของเดือนสุดท้าย", kind: "year" }];
  const wrongMonth = (text) => (prongsai.readMonth(text) && isYear(prongsai.readMonth(text).year) ? "" : filled("month-unreadable", { found: text }));

  /** A choice from what the site knows; it may depend on the year and the item of the record. A value that is not offered stays. */
  const choice = createClass({
    change(event) { this.props.onChange(event.target.value); },
    render() {
      const { field, value, entry, forID } = this.props;
      const options = offered(field.get("source"), entry);
      const common = { id: forID, className: "ps-input ps-input--choice", value: value || "", onChange: this.change, "aria-label": field.get("label") };
      if (!Object.keys(options).length) return h("input", { ...common, type: "text" });
      const known = value && !(value in options) ? { [value]: value, ...options } : options;
      const words = (id, text) => (id === text || field.get("source") === "references" ? text : `${text} (${id})`);
      return h("select", common, [h("option", { key: "", value: "" }, "– เลือก –"), ...Object.entries(known).map(([id, text]) => h("option", { key: id, value: id }, words(id, text)))]);
    },
  });

  function offered(source, entry) {
    const { choices } = prongsai.setup;
    if (source === "units" || source === "references") return choices[source];
    const items = choices.items[arabic(entry?.getIn(["data", "fiscal_year"]))] || {};
    if (source === "items") return Object.fromEntries(Object.entries(items).map(([id, item]) => [id, item.title]));
    return items[String(entry?.getIn(["data", "item"]) ?? "").toUpperCase()]?.elements || {};
  }

  prongsai.widgets = {
    "be-date": composed(prongsai.readDate, dateText, prongsai.wrongDate, [{ name: "day", label: "วันที่", kind: "day" }, ...MONTH]),
    "be-month": composed(prongsai.readMonth, monthText, wrongMonth, MONTH),
    "be-period": composed(prongsai.readPeriod, periodText, prongsai.wrongPeriod, [...MONTH, ...LAST]),
    "be-year": composed(readYear, ({ year }) => arabic(year), prongsai.wrongYear, [MONTH[1]]),
    choice,
  };
})((window.prongsai = window.prongsai || {}));
