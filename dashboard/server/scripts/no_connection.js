/*
 * Never a blank page without words: while the dashboard is not there, or has lost its server, a bar says so and what
 * to do. Streamlit itself says nothing where its files do not come, where they fail, or where only the WebSocket is
 * held back (a proxy that does not pass it on): its page stays white or grey for ever. Nor does it notice a network that
 * swallows packets: the connection stands, and clicks do nothing.
 */
(function () {
  var PATIENCE = 8000; // Milliseconds. A first visit over a slow line takes less; a restart of the server as well.
  var LONGEST = 180000; // What a first visit may take: at 400 kbit/s it is about a minute.
  var BETWEEN_FILES = 30000; // What one file may take there.
  var SILENCE = 25000; // The page asks for new data every 10 seconds: two answers are missing.
  var LOOK = 500;

  var missing = false;
  var connectedOnce = false;
  var opened = Date.now();
  var goneSince = opened;
  var heard = Date.now();
  var looked = Date.now();
  var bar = null;

  // Every socket of the page is Streamlit's; it sends first, and then listens.
  var send = window.WebSocket && WebSocket.prototype.send;
  if (send) {
    WebSocket.prototype.send = function () {
      if (!this.planHears) {
        this.planHears = true;
        heard = Date.now();
        this.addEventListener("message", function () { heard = Date.now(); });
      }
      return send.apply(this, arguments);
    };
  }

  // A script or a stylesheet that did not come: errors of resources do not bubble, but can be caught on their way.
  window.addEventListener("error", function (event) {
    var tag = event.target && event.target.tagName;
    if (tag === "SCRIPT" || (tag === "LINK" && event.target.rel === "stylesheet")) missing = true;
  }, true);

  function words() {
    if (connectedOnce) {
      return "与看板服务器的连接断了，下面是断开之前的内容。正在自动重连，不必刷新；网络正常仍接不上的，请告诉管理员。";
    }
    if (!missing && isComing()) return "正在打开，网速较慢……";
    if (missing || !document.querySelector('[data-testid="stApp"]')) {
      return "看板没有打开：页面的程序没有取全，或网址写错了。请核对网址并刷新（Ctrl+F5）；仍不行，请告诉管理员。";
    }
    return "看板没有打开：还没有连上看板服务器。正在自动重试，接上后会显示。" +
      "一直如此的，请告诉管理员：网页能取到，WebSocket（_stcore/stream）接不上。";
  }

  // Whether the page's files are still under way: a slow line is no fault, and what has failed is `missing`.
  function isComing() {
    if (Date.now() - opened > LONGEST) return false;
    if (document.readyState !== "complete") return true;
    if (document.querySelector('[data-testid="stApp"]') || !window.performance || !performance.getEntriesByType) return false;
    var files = performance.getEntriesByType("resource");
    var last = 0;
    for (var i = 0; i < files.length; i++) {
      if (files[i].name.indexOf("/static/") > 0) last = Math.max(last, files[i].responseEnd);
    }
    return performance.now() - last < BETWEEN_FILES;
  }

  function show(text) {
    if (!bar) {
      bar = document.createElement("div");
      bar.id = "no-connection";
      bar.setAttribute("role", "alert");
      bar.style.cssText = "position: fixed; left: 0; right: 0; bottom: 0; z-index: 2147483647; padding: 14px 24px;" +
        " color: #ffffff; text-align: center;" +
        " font: 18px/1.6 'Microsoft YaHei', 'PingFang SC', 'Noto Sans CJK SC', sans-serif";
      document.body.appendChild(bar);
    }
    if (bar.textContent !== text) bar.textContent = text;
    bar.style.background = text.indexOf("正在打开") === 0 ? "#57606a" : "#b42318";
  }

  function hide() {
    if (bar) bar.parentNode.removeChild(bar);
    bar = null;
  }

  setInterval(function () {
    // A page in the background, or a computer that slept, has asked for nothing meanwhile.
    if (document.hidden || Date.now() - looked > 10 * LOOK) heard = Date.now();
    looked = Date.now();
    var app = document.querySelector('[data-testid="stApp"]');
    if (app && app.getAttribute("data-test-connection-state") === "CONNECTED") {
      connectedOnce = true;
      missing = false;
      goneSince = 0;
      if (Date.now() - heard > SILENCE) {
        show("已经 " + SILENCE / 1000 + " 秒没有收到看板服务器的消息，网络可能断了。下面是断开之前的内容，恢复之前点什么都没有反应；" +
          "不必刷新，网络恢复后会自动接上。一直如此的，请告诉管理员。");
      } else hide();
      return;
    }
    if (!document.getElementById("root")) return; // The browser is too old; that has been said.
    goneSince = goneSince || Date.now();
    // Where Streamlit says it, in a dialog, that is enough.
    if (document.querySelector('[role="dialog"]')) hide();
    else if (missing || Date.now() - goneSince > PATIENCE) show(words());
  }, LOOK);
})();
