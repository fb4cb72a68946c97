using ProjectFlow.Casework.Ports;

namespace ProjectFlow.Adapters.Folder;

/// <summary>What errors of the file system mean.</summary>
internal static class FolderErrors
{
    private const int LinuxNoSpace = 28, LinuxQuota = 122, WindowsNoSpace = unchecked((int)0x80070070);

    public static bool IsStorage(Exception e) => e is IOException or UnauthorizedAccessException;

    public static StorageUnavailableException Unavailable(Exception e) => new(
        e switch
        {
            IOException { HResult: LinuxNoSpace or LinuxQuota or WindowsNoSpace } => "disk full",
            UnauthorizedAccessException => "the documents folder cannot be written",
            _ => $"disk error: {e.Message}",
        }, e);
}
