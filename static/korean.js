/* Korean for the words that Streamlit's own controls bring along in English.
   Only texts and labels that are one of the phrases below, as a whole, are replaced; nodes are
   never added, moved or removed, and what a page itself says is left alone. */
(() => {
  "use strict";
  const PHRASES = new Map(Object.entries({
    // dropping files
    "Upload": "파일 고르기", "Browse files": "파일 고르기", "Upload files": "파일 고르기",
    "Drag and drop file here": "파일을 여기에 놓으세요", "Drag and drop files here": "파일을 여기에 놓으세요",
    "Drag and drop a file here": "파일을 여기에 놓으세요", "Drop files here": "여기에 놓으세요",
    "Drop file here": "여기에 놓으세요", "Remove file": "파일 빼기", "Add files": "파일 더하기",
    // choosing
    "Choose an option": "고르세요", "Choose options": "고르세요", "Choose or add an option": "고르거나 적으세요",
    "Choose or add options": "고르거나 적으세요", "Add an option": "적으세요", "Add options": "적으세요", "Select...": "고르세요",
    "Select all": "모두 고르기", "No results": "찾는 것이 없어요", "No options to select": "고를 것이 없어요",
    "Clear value": "지우기", "Clear entry": "지우기", "Clear all": "모두 지우기", "Open": "열기",
    "Press Ctrl+Enter to apply": "Ctrl+엔터를 누르면 반영돼요", "Press ⌘+Enter to apply": "⌘+엔터를 누르면 반영돼요",
    "Press Ctrl+Enter to submit form": "Ctrl+엔터를 누르면 보내요", "Press ⌘+Enter to submit form": "⌘+엔터를 누르면 보내요",
    "Press Enter to apply": "엔터를 누르면 반영돼요", "Press Enter to submit form": "엔터를 누르면 보내요",
    "This field is required.": "꼭 적어 주세요.", "Show password text": "암호 보기",
    "Hide password text": "암호 가리기", "Show password": "암호 보기", "Hide password": "암호 가리기",
    // days
    "Choose date": "날짜 고르기", "Choose date range": "기간 고르기", "Choose a date range": "기간 고르기",
    "Quick select a date range": "기간 빨리 고르기", "None": "없음", "Past Week": "지난 1주",
    "Past Month": "지난 1개월", "Past 3 Months": "지난 3개월", "Past 6 Months": "지난 6개월",
    "Past Year": "지난 1년", "Past 2 Years": "지난 2년", "Previous month.": "이전 달", "Next month.": "다음 달",
    // tables
    "Search": "찾기", "Download as CSV": "표 파일로 받기", "Fullscreen": "크게 보기",
    "Close fullscreen": "원래 크기로", "Exit fullscreen": "원래 크기로", "Show/hide columns": "열 고르기",
    "Sort ascending": "작은 것부터", "Sort descending": "큰 것부터", "Clear sort": "원래 순서로",
    "Pin column": "열 고정", "Unpin column": "열 고정 풀기", "Hide column": "열 숨기기",
    "Autosize": "너비 맞추기", "Format": "쓰는 방식", "Automatic": "자동", "Localized": "지역 방식",
    "Plain": "그대로", "Compact": "짧게", "Percent": "퍼센트", "Dollar": "달러", "Euro": "유로",
    "Yen": "엔", "Accounting": "장부 방식", "Scientific": "지수", "Engineering": "공학", "Bytes": "바이트",
    "Column menu": "열 메뉴", "Statistics": "요약", "Minimum": "가장 작은 값", "Maximum": "가장 큰 값",
    "Average": "평균", "Median": "가운데 값", "Distinct": "서로 다른 값", "Empty": "빈칸",
    "Values": "값", "No data": "자료 없음", "empty": "비어 있음",
    // charts
    "Show data": "표로 보기", "Show chart": "그림으로 보기", "Download as PNG": "그림으로 받기",
    "Download as SVG": "벡터 그림으로 받기", "Chart actions": "그림 메뉴", "Copy Vega-Lite spec": "그림 설계 복사",
    // frame
    "Main menu": "메뉴", "Settings": "설정", "Theme": "화면 밝기", "System": "컴퓨터 설정대로",
    "Use system setting": "컴퓨터 설정대로", "Light": "밝게", "Dark": "어둡게", "Print": "인쇄",
    "About": "단골 소개", "Rerun": "다시 그리기", "Close": "닫기", "Cancel": "그만두기", "Ok": "네",
    "App pages": "화면 목록", "Sidebar": "옆 메뉴", "Expand sidebar": "옆 메뉴 열기",
    "Open sidebar": "옆 메뉴 열기", "Close sidebar": "옆 메뉴 접기", "Collapse sidebar": "옆 메뉴 접기",
    "Skip to main content": "본문으로 가기", "Navigate to home page": "첫 화면으로",
    "Next page": "다음 쪽", "Previous page": "앞 쪽", "View more": "더 보기", "View less": "접기", "Running...": "하는 중", "Stop": "멈추기",
    "Connecting": "연결하는 중", "CONNECTING": "연결하는 중", "Connection error": "연결이 끊겼어요",
    "Please wait...": "잠깐만요", "Loading...": "불러오는 중", "Page not found": "없는 화면이에요",
    "Notifications": "알림", "Copy to clipboard": "복사", "Copied": "복사했어요", "Delete": "지우기",
    "Link to heading": "제목 링크", "Help": "도움말", "Increment": "늘리기", "Decrement": "줄이기",
    "Increase": "늘리기", "Decrease": "줄이기", "Dismiss": "닫기", "Clear": "지우기",
    "Got it": "알겠어요", "Copy version to clipboard": "버전 복사",
  }));
  const PATTERNS = [
    [/^(?:Limit )?([\d.]+)\s?(KB|MB|GB) per file(?:\s*•\s*(.*))?$/,
      (m) => `한 파일에 ${m[1]}${m[2]}까지${m[3] ? ` · ${m[3]}` : ""}`],
    [/^Page (\d+)$/, (m) => `${m[1]}쪽`],
    [/^View (\d+) more$/, (m) => `${m[1]}개 더 보기`],
    [/^Remove (.+)$/, (m) => `${m[1]} 빼기`],
    [/^Add: (.+)$/, (m) => `적은 대로 쓰기: ${m[1]}`],
    [/^(?:Error: )?File must be ([\d.]+)\s?(KB|MB|GB) or smaller\.?$/, (m) => `${m[1]}${m[2]}보다 큰 파일이에요.`],
    [/^(?:Error: )?(.+) files are not allowed\.?$/, (m) => `${m[1]} 파일은 읽을 수 없어요.`],
    [/^[a-z_0-9 ]+ icon$/, () => "그림"],
    [/^Made with Streamlit(?: v([\d.]*))?$/, (m) => `바탕 프로그램 스트림릿 ${m[1] || ""}`],
    [/^Help for (.+)$/, (m) => `${m[1]} 도움말`],
    // Buttons above charts and tables name what they are about.
    [/^(Show data|Show chart|Download as (?:PNG|SVG|CSV)|Copy Vega-Lite spec|Fullscreen|Close fullscreen|Search|Show\/hide columns): (.+)$/s,
      (m) => `${PHRASES.get(m[1])}: ${m[2]}`],
  ];
  const LONGEST = 400;
  // What pages say, and what people type, is never touched …
  const CONTENT = "[data-testid=stMarkdownContainer],[data-testid=stText],[data-testid=stCode],[data-testid=stTable],textarea,input,code,pre,[contenteditable]";
  // … except where Streamlit itself writes its own words as Markdown.
  const CONTROLS = "[data-testid=stTooltipContent],[data-testid=stFileUploaderDropzone],[data-testid=stMainMenuPopover],[data-testid=stMainMenu],[data-testid=stMainMenuList]";
  const ATTRIBUTES = ["aria-label", "title", "placeholder"];

  const korean = (text) => {
    const phrase = text.trim();
    if (!phrase || phrase.length > LONGEST) return null;
    if (PHRASES.has(phrase)) return text.replace(phrase, () => PHRASES.get(phrase));
    for (const [pattern, say] of PATTERNS) {
      const found = phrase.match(pattern);
      if (found) return text.replace(phrase, () => say(found));
    }
    return null;
  };
  const sayText = (node) => {
    const holder = node.parentElement;
    if (!holder || (holder.closest(CONTENT) && !holder.closest(CONTROLS))) return;
    const said = korean(node.nodeValue || "");
    if (said !== null && said !== node.nodeValue) node.nodeValue = said;
  };
  const sayLabels = (element) => {
    for (const name of ATTRIBUTES) {
      const label = element.getAttribute(name);
      const said = label && korean(label);
      if (said && said !== label) element.setAttribute(name, said);
    }
  };
  const say = (root) => {
    if (document.documentElement.lang !== "ko") return;
    if (root.nodeType === Node.TEXT_NODE) { sayText(root); return; }
    if (root.nodeType !== Node.ELEMENT_NODE) return;
    sayLabels(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) sayText(node); else sayLabels(node);
    }
  };
  const watch = () => {
    say(document.body);
    new MutationObserver((changes) => {
      for (const change of changes) {
        if (change.type === "childList") change.addedNodes.forEach(say);
        else if (document.documentElement.lang !== "ko") continue;
        else if (change.type === "attributes") sayLabels(change.target);
        else sayText(change.target);
      }
    }).observe(document.body, {
      subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
    });
  };
  if (document.body) watch(); else addEventListener("DOMContentLoaded", watch);
})();
