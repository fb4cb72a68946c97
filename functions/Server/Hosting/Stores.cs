using Microsoft.AspNetCore.DataProtection;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Server.Hosting;

/// <summary>The data folder: <c>rows.db</c>, <c>documents</c>, <c>keys</c>. Copying it is a backup.</summary>
internal static class Stores
{
    public static void AddStores(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = DataFolder(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IRows>(s => SqliteRows.Open(folder, s.GetService<SqliteSettings>()));
        services.AddSingleton<IDocuments>(_ => FolderDocuments.Open(Path.Combine(folder, "documents")));
        services.AddDefinitions(configuration);
        services.AddDataProtection().SetApplicationName("ProjectFlow").PersistKeysToFileSystem(new(Path.Combine(folder, "keys")));
    }

    /// <summary>They are read while the rest of the host is put together; whoever asks first waits for them.</summary>
    private static void AddDefinitions(this IServiceCollection services, IConfiguration configuration)
    {
        var folders = new DefinitionFolders(FolderOf(configuration, "programmes", "Programmes"), FolderOf(configuration, "calendars", "Calendars"), FolderOf(configuration, "registers", "Registers"), FolderOf(configuration, "metrics", "Metrics"));
        var loading = Task.Run(() => Definitions.Load(folders));
        services.AddSingleton(_ => loading.GetAwaiter().GetResult().Programmes);
        services.AddSingleton(_ => loading.GetAwaiter().GetResult().Registers);
        services.AddSingleton(_ => loading.GetAwaiter().GetResult().Metrics);
    }

    private static string FolderOf(IConfiguration configuration, string setting, string shipped) =>
        Path.GetFullPath(configuration[setting] ?? Path.Combine(AppContext.BaseDirectory, shipped));

    private static string DataFolder(IConfiguration configuration)
    {
        var folder = Path.GetFullPath(configuration["data"] ?? "data");
        try
        {
            Directory.CreateDirectory(folder);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException("data", folder, "a folder that can be made and written: " + e.Message);
        }
    }
}
