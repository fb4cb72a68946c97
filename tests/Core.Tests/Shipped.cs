using ProjectFlow.Core.Calendar;
using ProjectFlow.Core.Metrics;
using ProjectFlow.Tests.Shared;

namespace ProjectFlow.Core.Tests;

/// <summary>The files we ship, read from the repository.</summary>
internal static class Shipped
{
    public static string Root { get; } = Up(new DirectoryInfo(AppContext.BaseDirectory));

    public static WorkCalendar Calendar { get; } = CalendarFile.Parse("CN-2026.1.json", File.ReadAllBytes(Path.Combine(Root, "functions/Calendars/CN-2026.1.json"))).Value!;

    public static MetricCatalogue Metrics { get; } = MetricFolder.Load(Path.Combine(Root, "functions/Metrics"));

    private static string Up(DirectoryInfo folder) => File.Exists(Path.Combine(folder.FullName, "ProjectFlow.sln")) ? folder.FullName : Up(folder.Parent!);
}
