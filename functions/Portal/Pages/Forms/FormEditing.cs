using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using ProjectFlow.Core.Common;
using ProjectFlow.Core.Forms;

namespace ProjectFlow.Portal.Pages.Forms;

/// <summary>Small steps between a whole form and one section of it.</summary>
internal static class FormEditing
{
    /// <summary>The section as it stands; null when nothing is stored yet.</summary>
    public static JsonObject? Section(FormContent form, string id) =>
        form.Root.TryGetProperty(id, out var section) && section.ValueKind == JsonValueKind.Object ? JsonObject.Create(section.Clone()) : null;

    /// <summary>Stands for a section's content, so that a save can tell whether somebody else changed it meanwhile.</summary>
    public static string HashOf(JsonObject? section)
    {
        var fields = (section ?? []).OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => $"{f.Key}:{f.Value?.ToJsonString()}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', fields))).AsSpan(0, 8));
    }

    public static FormContent With(FormContent form, string id, JsonObject section)
    {
        var whole = JsonObject.Create(form.Root.Clone())!;
        whole[id] = section.DeepClone();
        return FormContent.From(JsonSerializer.SerializeToElement(whole));
    }

    /// <summary>Takes back what cannot be saved: a cell is left out, a field goes back to what is stored. The rest stays.</summary>
    public static JsonObject Mended(JsonObject section, JsonObject? stored, IEnumerable<Problem> problems)
    {
        var mended = (JsonObject)section.DeepClone();
        foreach (var path in problems.Select(p => p.Path.Split('.')).Where(p => p.Length > 1))
        {
            var (name, row) = path[1].Split('[') is [var table, var number] ? (table, int.Parse(number.TrimEnd(']'), System.Globalization.CultureInfo.InvariantCulture)) : (path[1], -1);
            if (row >= 0 && path.Length > 2 && mended[name] is JsonArray rows && rows[row] is JsonObject cells)
            {
                cells.Remove(path[2].Split('[')[0]);
                continue;
            }

            mended.Remove(name);
            if (stored?[name] is { } before)
            {
                mended[name] = before.DeepClone();
            }
        }

        return mended;
    }
}
