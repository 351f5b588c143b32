// What a browser shows of a page, word by word: an expression whose value `computed.read` turns into facts.
(() => {
  const TARGETS = "button, summary, select, textarea, input:not([type=hidden]), [role=button], a.button";
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });

  const colour = (words) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = words;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };

  const ancestors = (element) => (element ? [element, ...ancestors(element.parentElement)] : []);

  const shown = (element) => {
    const box = element.getBoundingClientRect();
    return element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && box.width > 1 && box.height > 1
      && ancestors(element).every((each) => getComputedStyle(each).clipPath === "none");
  };

  const lines = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const widths = new Map();
    for (const box of range.getClientRects()) widths.set(Math.round(box.top), (widths.get(Math.round(box.top)) ?? 0) + box.width);
    return [...widths.values()];
  };

  const longest = (node, text) => {
    const widths = lines(node);
    const whole = widths.reduce((sum, width) => sum + width, 0);
    return whole ? Math.round((text.length * Math.max(...widths)) / whole) : null;
  };

  const columnsOf = (element) => {
    const table = element.closest("table:not([role=presentation])");
    return table ? Math.max(...[...table.rows].map((row) => row.cells.length)) : 0;
  };

  const described = (node) => {
    const element = node.parentElement;
    const style = getComputedStyle(element);
    const around = ancestors(element).map((each) => getComputedStyle(each));
    const text = node.textContent.replace(/\s+/g, " ").trim();
    const heading = element.closest("h1, h2, h3, h4, h5, h6");
    return {
      text,
      pixels: parseFloat(style.fontSize),
      family: style.fontFamily,
      weight: parseFloat(style.fontWeight),
      italic: style.fontStyle !== "normal",
      underlined: around.some((each) => each.textDecorationLine.includes("underline")),
      link: element.closest("a, button, summary") !== null,
      capitals: style.textTransform === "uppercase" || style.fontVariantCaps !== "normal",
      effects: style.textShadow !== "none" || parseFloat(style.webkitTextStrokeWidth) > 0 || parseFloat(style.letterSpacing) < 0,
      align: style.textAlign,
      label: element.closest("a, button, summary, th, td, label") !== null && lines(node).length < 2,
      hyphens: style.hyphens === "auto",
      lineHeight: style.lineHeight === "normal" ? 1.2 : parseFloat(style.lineHeight) / parseFloat(style.fontSize),
      several: lines(node).length > 1,
      lineLength: longest(node, text),
      ink: colour(style.color),
      papers: around.map((each) => colour(each.backgroundColor)),
      pattern: around.some((each) => each.backgroundImage !== "none"),
      indent: parseFloat(style.textIndent) || 0,
      columns: Math.max(...around.map((each) => parseInt(each.columnCount, 10) || 1)),
      table: columnsOf(element),
      heading: heading ? Number(heading.tagName[1]) : 0,
    };
  };

  const words = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const drawn = node.parentElement.closest("svg, script, style, noscript, option, [lang]:not([lang|=fr])");
      if (node.textContent.trim() && !drawn && shown(node.parentElement)) found.push(described(node));
    }
    return found;
  };

  const boxes = () => [...document.querySelectorAll(TARGETS)]
    .map((each) => (/^(radio|checkbox|file)$/.test(each.type) ? each.closest("label") ?? each : each))
    .filter((each) => shown(each) && !each.disabled)
    .map((each) => each.getBoundingClientRect());

  const gap = (one, other) => Math.max(
    one.left - other.right, other.left - one.right, one.top - other.bottom, other.top - one.bottom,
  );

  const smallest = (numbers) => (numbers.length ? Math.min(...numbers) : null);
  const targets = boxes();
  const gaps = targets.flatMap((one, at) => targets.slice(at + 1).map((other) => gap(one, other)));

  return {
    words: words(),
    titles: [...document.querySelectorAll("h1")].filter(shown).length,
    moving: document.getAnimations().some((each) => each.playState === "running" && each.effect.getTiming().iterations === Infinity)
      || document.querySelector("meta[http-equiv=refresh], marquee, video[autoplay]") !== null,
    smallestTarget: smallest(targets.map((box) => Math.min(box.width, box.height))),
    smallestGap: smallest(gaps),
  };
})();
