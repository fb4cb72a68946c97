using ProjectFlow.Core.Common;

namespace ProjectFlow.Casework.Uploads;

/// <summary>The kinds of file an applicant may hand in, told by their bytes.</summary>
public enum UploadKind
{
    Pdf,
    Docx,
    Xlsx,
    Png,
    Jpg,
}

public static class UploadKinds
{
    /// <summary>What a browser is told; never taken from the one who uploaded.</summary>
    public static string MediaType(this UploadKind kind) => kind switch
    {
        UploadKind.Pdf => "application/pdf",
        UploadKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        UploadKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        UploadKind.Png => "image/png",
        UploadKind.Jpg => "image/jpeg",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}

/// <summary>What the check of one upload found.</summary>
public abstract record UploadVerdict
{
    public sealed record Accepted(UploadKind Kind) : UploadVerdict;

    public sealed record Refused(Refusal Why) : UploadVerdict;

    private UploadVerdict() { }
}
