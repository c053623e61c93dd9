"""Streamlit's own words that viewers meet, in Chinese: file of its front end → words there → ours.

A file goes by its name without the mark of its content (``index`` for index.DormvYxC.js), except where several share
one.

Streamlit 1.67 speaks English only. The words stand as they do in the built files, with just as much around them as
finds the right place; all are there, or the start is refused (``chinese``, tests/server/test_chinese.py).
"""

# react-aria, inside, has Chinese of its own for counts, dates and buttons; Streamlit fixes it to American English.
_SPEAK_CHINESE = {"locale:`en-US`": "locale:`zh-CN`"}

TRANSLATIONS: dict[str, dict[str, str]] = {
    "index": {
        "children:`Skip to main content`": "children:`跳到正文`",
        "`Page not found`": "`没有这一页`",
        "`You have requested page /${e}, but no corresponding file was found in the app's pages/ directory`": (
            "`看板里没有“${e}”这一页`"
        ),
        "`The page that you have requested does not seem to exist`": "`这个网址没有对应的页面`",
        "${t}. Running the app's main page.": "${t}，下面显示的是首页。",
        "`Connection error`": "`连接中断`",
        "Is Streamlit still running? If you accidentally stopped Streamlit, just restart it in your terminal:": (
            "看板服务没有运行。恢复后本页会自动接上；要在本机启动它，请在终端运行："
        ),
        "streamlit run yourscript.py": "streamlit run app.py",
        "Streamlit server is not responding. Are you connected to the internet?": (
            "看板服务器没有回应。请检查网络；恢复后本页会自动接上。"
        ),
        "Cannot connect to Streamlit (HTTP status: 403).": "看板服务器拒绝了连接（HTTP 403）。",
        "If you are trying to access a Streamlit app running on another server, this could be due to the app's "
        "[CORS](${rD}) settings.": "请用管理员给出的网址打开。",
        "`Connection timed out.`": "`连接超时。恢复后本页会自动接上。`",
        "Connection failed with status ${r}${s?`, and response:`:`.`}": "连接失败，状态 ${r}${s?`，回应是：`:`。`}",
        "Connection lost. Please wait for the app to reconnect, then try again.": "连接中断。请等它自动接上后再试。",
        "`Bad message format`": "`收到的内容读不懂，请刷新`",
        "_O=`Connecting`": "_O=`正在连接`",
        "`Connecting to Streamlit server`": "`正在连接看板服务器`",
        "bO=`Error`": "bO=`连不上`",
        "`Unable to connect to Streamlit server`": "`连不上看板服务器，请刷新`",
        "`Stopping...`:`Stop`": "`正在停止`:`停止`",
        '"aria-label":`Running...`': '"aria-label":`正在更新`',
        "`Script execution error`": "`这一页出错了`",
        '"aria-label":`App pages`': '"aria-label":`页面`',
        '"aria-label":`Sidebar`': '"aria-label":`侧栏`',
        '"aria-label":`Collapse sidebar`': '"aria-label":`收起侧栏`',
        '"aria-label":`Expand sidebar`': '"aria-label":`展开侧栏`',
        '"aria-label":`Shortcut ${l}`': '"aria-label":`快捷键 ${l}`',
        '"aria-label":`Close`': '"aria-label":`关闭`',
        "children:`Close`": "children:`关闭`",
        "`View less`:`View ${x-m} more`": "`收起`:`还有 ${x-m} 页`",
    },
    "Multiselect": _SPEAK_CHINESE
    | {
        "`No results`": "`没有这一项`",
        "`Select all`": "`全选`",
        "`Select ${p.length} matches`": "`选中这 ${p.length} 项`",
        '"aria-label":`Remove ${e}`': '"aria-label":`去掉 ${e}`',
        '"aria-label":`Clear all`': '"aria-label":`全部清除`',
        '"aria-label":`Selected values`': '"aria-label":`已选`',
        '"aria-label":`Open`': '"aria-label":`展开`',
    },
    "Selectbox": _SPEAK_CHINESE
    | {
        "`No results`": "`没有这一项`",
        '"aria-label":`Clear value`': '"aria-label":`清除`',
        '"aria-label":`Open`': '"aria-label":`展开`',
    },
    "utils.ob4wbeQt": {
        "`Choose options`:`Choose an option`": "`可多选`:`请选择`",
        "`No options to select`": "`没有可选的`",
    },
    "DateInput": _SPEAK_CHINESE
    | {
        "`Choose date`": "`选择日期`",
        '"aria-label":`Clear date`': '"aria-label":`清除日期`',
        "`Use arrow keys to navigate dates. Enter to select. Escape to close.`": (
            "`用方向键选日期，回车选定，Esc 关闭。`"
        ),
    },
    "ReorderedSegments": {"`Previous month`": "`上个月`", "`Next month`": "`下个月`"},
    "FileUploader": {
        ":`Upload`": ":`选择文件`",
        "} per file`": "} 以内`",
        "`Drag and drop a file here`": "`把文件拖到这里`",
        '"aria-label":`Add files`': '"aria-label":`换一个文件`',
        "${e.type} files are not allowed.": "不能上传这种文件。",
    },
    "utils.Dl0nPRk0": {
        '"aria-label":`file upload`': '"aria-label":`选择文件`',
        "`File must be ${$(n,`b`)} or smaller.`": "`文件不能大于 ${$(n,`b`)}。`",
        "`${t.type} files are not allowed.`": "`不能上传这种文件。`",
        "`File size is too small.`": "`文件太小。`",
        "`Only one file is allowed.`": "`一次只能选一个文件。`",
        "`Unexpected error. Please try again.`": "`没有传上来，请再试一次。`",
        "`Cancel upload of ${e.name}`:`Remove ${e.name}`": "`取消上传 ${e.name}`:`去掉 ${e.name}`",
        "`Error: `": "`错误：`",
    },
    "DynamicIcon": {"`${n} icon`": "`图标`"},
    "DownloadButton": {"`Download failed`": "`下载失败，请再点一次`"},
    "Toolbar": {"label:`Fullscreen`": "label:`全屏`", "label:`Close fullscreen`": "label:`退出全屏`"},
    "StreamlitMarkdown": {
        "`Help`:`Help for ${": "`说明`:`说明：${",
        "Cannot load Streamlit frontend code. This can happen when you update Streamlit while a Streamlit app is "
        "running.": "页面的程序没有取全：可能刚更新过，或网络不稳。",
        "`To fix this, simply reload this app by pressing`": "`请刷新本页：`",
        ",`,`,` `,": ",`、`,",
        "`, or`,` `,": "`、`,",
        "`If the error persists, try force-clearing your browser's cache as described`,` `,": (
            "`若仍不行，请清除浏览器缓存后再打开，或告诉管理员。`,"
        ),
        "children:`here`": "children:``",
        "`Network issue`": "`网络不稳`",
    },
}
