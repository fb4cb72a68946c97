using System.Globalization;
using ProjectFlow.Core.Calendar;

namespace ProjectFlow.Portal.Shell;

/// <summary>Times as people here read them: Beijing time, in either language.</summary>
public static class Times
{
    public static string Minute(DateTimeOffset at) => at.ToOffset(ChinaTime.Offset).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A deadline as notices write it: the end of a day is 24:00.</summary>
    /// <param name="before">The first moment that is too late.</param>
    public static string Until(DateTimeOffset before)
    {
        var local = before.ToOffset(ChinaTime.Offset);
        return local.TimeOfDay == TimeSpan.Zero ? Day(DateOnly.FromDateTime(local.DateTime).AddDays(-1)) + " 24:00" : Minute(before);
    }
}
