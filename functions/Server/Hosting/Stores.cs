using Microsoft.AspNetCore.DataProtection;
using ProjectFlow.Adapters.Folder;
using ProjectFlow.Adapters.Sqlite;
using ProjectFlow.Casework.Ports;
using ProjectFlow.Casework.Settings;
using ProjectFlow.Portal;

namespace ProjectFlow.Server.Hosting;

/// <summary>The data folder: <c>rows.db</c>, <c>documents</c>, <c>keys</c>. Copying it is a backup.</summary>
internal static class Stores
{
    public const string DocumentFolder = "documents";

    public static void AddStores(this IServiceCollection services, IConfiguration configuration)
    {
        var folder = DataFolder(configuration);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<IRows>(s => SqliteRows.Open(folder, s.GetService<SqliteSettings>()));
        services.AddSingleton<IDocuments>(_ => FolderDocuments.Open(Path.Combine(folder, DocumentFolder)));
        services.AddDefinitions(configuration);
        services.AddDataProtection().SetApplicationName("ProjectFlow").PersistKeysToFileSystem(new(Path.Combine(folder, "keys")));
    }

    public static string DataFolder(IConfiguration configuration)
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
