/*
 * A browser too old for Streamlit's bundle, Internet Explorer included, says what to use instead of a white page.
 *
 * ES5 and the oldest ways of the DOM only: this has to run where nothing else does. AbortSignal.timeout came with
 * Chromium 103 and Firefox 100; the bundle calls it, and all else that it needs is either older or in
 * fill_in_older.js (docs/decisions/0016).
 */
(function () {
  if (typeof AbortSignal !== "undefined" && AbortSignal.timeout) return;

  var kernel = /Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent);
  var internetExplorer = /MSIE |Trident\//.test(navigator.userAgent) || document.documentMode;
  var words = [
    "请换用 Chromium 内核 103 或更高的浏览器：谷歌 Chrome、微软 Edge、360 安全浏览器、360 极速浏览器等的新版本都可以。",
    "Windows 7 请装谷歌 Chrome 109，这是支持 Windows 7 的最后一版。",
    internetExplorer
      ? "已经在用 Edge 或 360 等浏览器的，现在是“IE 模式”或“兼容模式”：Edge 请在菜单里退出 IE 模式，360 等请在地址栏右侧切换到“极速模式”。"
      : "",
    "找不到安装包，请联系本单位的信息化管理员。",
    internetExplorer ? "现在的浏览器：IE 或 IE 模式" : kernel ? "现在的浏览器：Chromium 内核 " + kernel[1] : ""
  ];

  function add(parent, tag, text, style) {
    var element = document.createElement(tag);
    element.style.cssText = style;
    element.appendChild(document.createTextNode(text));
    parent.appendChild(element);
    return element;
  }

  function say() {
    var root = document.getElementById("root");
    if (!root) {
      setTimeout(say, 20);
      return;
    }
    // Without its root the bundle, where it runs at all, has no place to draw half a page.
    root.parentNode.removeChild(root);
    var box = add(
      document.body,
      "div",
      "",
      "max-width: 640px; margin: 80px auto; padding: 0 24px; color: #1f2328;" +
        " font: 18px/1.8 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', sans-serif"
    );
    box.setAttribute("role", "alert");
    add(box, "h1", "这个浏览器太旧，打不开本看板", "font-size: 28px; line-height: 1.4");
    for (var i = 0; i < words.length; i++) {
      if (words[i]) add(box, "p", words[i], "margin: 12px 0");
    }
  }

  document.documentElement.style.background = "#ffffff";
  say();
})();
