using System.Text.RegularExpressions;

namespace ProjectFlow.Infra.Tests;

public sealed partial class TemplateTests(Template template) : IClassFixture<Template>
{
    [Fact]
    public void It_compiles_without_any_remark() => Assert.Empty(template.Diagnostics);

    [Fact]
    public async Task So_do_the_parameters_for_China() => Assert.Empty((await Bicep.RunAsync("lint", "main.china.bicepparam")).Diagnostics);

    [Fact]
    public void Both_accounts_take_no_shared_key_and_no_old_TLS()
    {
        var accounts = template.Of("Microsoft.Storage/storageAccounts");
        Assert.Equal(2, accounts.Count);
        Assert.All(accounts, account =>
        {
            var p = template.PropertiesOf("storage", account);
            Assert.Equal(("false", "false", "TLS1_2", "true"), (p["allowSharedKeyAccess"]!.ToJsonString(), p["allowBlobPublicAccess"]!.ToJsonString(), p["minimumTlsVersion"]!.ToString(), p["supportsHttpsTrafficOnly"]!.ToJsonString()));
        });
    }

    [Fact]
    public void The_data_can_be_brought_back_and_not_be_deleted_by_mistake()
    {
        var blobs = Assert.Single(template.Of("Microsoft.Storage/storageAccounts/blobServices"), b => b["properties"] is not null)["properties"]!;
        Assert.Equal(("true", "true", "true"), (blobs["isVersioningEnabled"]!.ToJsonString(), blobs["deleteRetentionPolicy"]!["enabled"]!.ToJsonString(), blobs["containerDeleteRetentionPolicy"]!["enabled"]!.ToJsonString()));
        var locked = Assert.Single(template.Of("Microsoft.Authorization/locks"));
        Assert.Equal("CanNotDelete", locked["properties"]!["level"]!.ToString());
        Assert.Contains("data", locked["scope"]!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_site_speaks_https_only_and_takes_no_password()
    {
        var site = Assert.Single(template.Of("Microsoft.Web/sites"))["properties"]!;
        Assert.Equal("true", site["httpsOnly"]!.ToJsonString());
        Assert.Equal("1.2", template.Module("functions")["variables"]!["safely"]!["minTlsVersion"]!.ToString());
        var policies = template.Of("Microsoft.Web/sites/basicPublishingCredentialsPolicies");
        Assert.Equal(["false", "false"], policies.Select(p => p["properties"]!["allow"]!.ToJsonString()));
    }

    [Theory]
    [InlineData("Microsoft.Insights/components", "DisableLocalAuth")]
    [InlineData("Microsoft.KeyVault/vaults", "enableRbacAuthorization")]
    [InlineData("Microsoft.KeyVault/vaults", "enablePurgeProtection")]
    public void Telemetry_and_vault_know_identities_only(string type, string property) =>
        Assert.Equal("true", Assert.Single(template.Of(type))["properties"]![property]!.ToJsonString());

    [Fact]
    public void Roles_are_given_in_one_file_only()
    {
        var roles = template.Resources.Where(r => r.Type == "Microsoft.Authorization/roleAssignments").Select(r => r.Module).ToList();
        Assert.Equal(4, roles.Count);
        Assert.All(roles, module => Assert.Equal("rbac", module));
    }

    [Fact]
    public void No_key_is_asked_for_and_none_is_told() => Assert.All(template.Modules, m =>
    {
        Assert.DoesNotMatch(AsksForKeys(), m.Template["resources"]!.ToJsonString());
        Assert.DoesNotMatch(TellsSecrets(), m.Template["outputs"]?.ToJsonString() ?? "");
    });

    [Fact]
    public void No_cloud_is_written_into_a_file() =>
        Assert.All(Directory.GetFiles(Bicep.Infra, "*.bicep*"), file => Assert.DoesNotMatch(NamesACloud(), File.ReadAllText(file)));

    [GeneratedRegex(@"\blist[A-Z]\w*\(", RegexOptions.None, 1000)]
    private static partial Regex AsksForKeys();

    [GeneratedRegex(@"list[A-Z]\w*\(|secure|ConnectionString|InstrumentationKey|password", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex TellsSecrets();

    [GeneratedRegex(@"windows\.net|chinacloud|azurewebsites|vault\.azure|azure\.(com|cn)\b", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NamesACloud();
}
