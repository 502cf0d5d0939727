using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SmartLocker.Firmware.Hardware.Simulated;

namespace SmartLocker.Firmware.Agent.Board;

/// <summary>The virtual board as a page of plain forms; the script only keeps it fresh.</summary>
internal static class BoardPage
{
    private const string Head =
        """
        <!doctype html>
        <html lang="zh-Hant-TW">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>虛擬櫃 Virtual board</title>
        <link rel="icon" href="/kiosk/icon.svg">
        <link rel="stylesheet" href="/kiosk/board.css">
        <script type="module" src="/kiosk/board.js"></script>
        </head>
        <body>
        <main>
        <h1>虛擬櫃 <span lang="en">Virtual board</span></h1>
        <p><a href="/" target="kiosk">櫃前螢幕 <span lang="en">Screen</span></a></p>
        <form class="scan" method="post" action="/board/scan">
        <label>掃描器讀到 <span lang="en">Scanner reads</span>
        <input name="text" maxlength="512" autocomplete="off" autofocus required></label>
        <button>掃描 <span lang="en">Scan</span></button>
        </form>
        <table>
        <thead><tr><th>格 <span lang="en">Door</span></th><th>門 <span lang="en">State</span></th>
        <th>脈衝 <span lang="en">Pulses</span></th>
        <th>動作 <span lang="en">Act</span></th><th>異常 <span lang="en">Misbehave</span></th></tr></thead>
        <tbody>

        """;

    private const string Foot = "</tbody>\n</table>\n</main>\n</body>\n</html>\n";

    public static string Render(ImmutableArray<VirtualDoorState> doors)
    {
        StringBuilder page = new(Head);
        foreach (VirtualDoorState door in doors)
        {
            Row(page, door);
        }

        return page.Append(Foot).ToString();
    }

    private static void Row(StringBuilder page, VirtualDoorState door)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string state = door.IsShut ? (door.IsLatched ? "關 shut" : "已釋放 released") : "開 open";
        page.Append(invariant, $"<tr data-door=\"{door.Compartment}\"><th scope=\"row\">{door.Compartment}</th>");
        page.Append(invariant, $"<td class=\"state\">{state}</td><td class=\"pulses\">{door.Pulses}</td><td>");
        Button(page, $"/board/doors/{door.Compartment}/shut", "關上 shut");
        Button(page, $"/board/doors/{door.Compartment}/open", "拉開 pull");
        Button(page, $"/board/doors/{door.Compartment}/force", "撬開 force");
        page.Append(invariant, $"</td><td><form method=\"post\" action=\"/board/faults/{door.Compartment}\">");
        page.Append(invariant, $"<select name=\"misbehaviour\" aria-label=\"異常 {door.Compartment}\">");
        foreach (DoorMisbehaviour misbehaviour in Enum.GetValues<DoorMisbehaviour>())
        {
            page.Append(invariant, $"<option>{misbehaviour}</option>");
        }

        page.Append("</select> <button name=\"on\" value=\"true\">開始 on</button>");
        page.Append(" <button name=\"on\" value=\"false\">停止 off</button></form>");
        page.Append(invariant, $"<span class=\"faults\">{string.Join(", ", door.Misbehaviours)}</span></td></tr>\n");
    }

    private static void Button(StringBuilder page, string action, string text) =>
        page.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"{action}\"><button>{text}</button></form> ");
}
