using System.Runtime.InteropServices;

namespace ProjectFlow.Adapters.Folder;

/// <summary>
/// Makes a new name in a folder durable. On Unix a file's own sync does not cover its name, the folder has to be synced too,
/// and .NET opens no folders; so this asks the C library. Windows journals names by itself.
/// </summary>
internal static partial class FolderSync
{
    /// <summary>Best effort: some network file systems refuse to sync a folder, and there is nothing better to do on those.</summary>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(folder, 0);
        if (handle >= 0)
        {
            _ = Sync(handle);
            _ = Close(handle);
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Sync(int handle);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int handle);
}
