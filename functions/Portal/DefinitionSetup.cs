using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using ProjectFlow.Casework.Settings;

namespace ProjectFlow.Portal;

/// <summary>The programme, calendar, register and metric files, from the folders of the settings or those that come with the program.</summary>
public static class DefinitionSetup
{
    /// <summary>They are read while the rest of the host is put together; whoever asks first waits for them.</summary>
    public static void AddDefinitions(this IServiceCollection services, IConfiguration configuration)
    {
        var folders = new DefinitionFolders(FolderOf(configuration, "programmes", "Programmes"), FolderOf(configuration, "calendars", "Calendars"), FolderOf(configuration, "registers", "Registers"), FolderOf(configuration, "metrics", "Metrics"));
        var loading = Task.Run(() => Definitions.Load(folders));
        services.AddSingleton(_ => loading.GetAwaiter().GetResult().Programmes);
        services.AddSingleton(_ => loading.GetAwaiter().GetResult().Registers);
        services.AddSingleton(_ => loading.GetAwaiter().GetResult().Metrics);
    }

    private static string FolderOf(IConfiguration configuration, string setting, string shipped) =>
        Path.GetFullPath(configuration[setting] ?? Path.Combine(AppContext.BaseDirectory, shipped));
}
