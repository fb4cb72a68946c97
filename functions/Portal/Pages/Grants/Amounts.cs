using System.Globalization;
using ProjectFlow.Core.Common;
using ProjectFlow.Portal.Shell;

namespace ProjectFlow.Portal.Pages.Grants;

/// <summary>Money as the reader counts it, to the fen: 万元 in Chinese, yuan in English.</summary>
internal static class Amounts
{
    public static string Shown(this Screen t, Money amount) =>
        t.English ? "CN¥" + amount.ToYuanText() : amount.Wanyuan.ToString("#,##0.00####", CultureInfo.InvariantCulture) + " 万元";
}
