using System.Net;

namespace ProjectFlow.Server.Tests.Pages;

/// <summary>Passkeys without a browser that could make one: what is not right is refused in words. That they work is tested in a browser.</summary>
public sealed class PasskeyTests
{
    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"AA\",\"rawId\":\"AA\",\"type\":\"public-key\",\"response\":{}}")]
    public async Task What_is_no_passkey_signs_nobody_in(string credential)
    {
        using var visit = await CaseVisit.BeginAsync();
        using var visitor = new Visitor(visit.Journey.Server);
        var page = await visitor.GetAsync("/sign-in?to=%2Fcases");
        await visitor.Client.PostAsync("/sign-in/passkey/options", new FormUrlEncodedContent(page.Form("/sign-in/passkey")), TestContext.Current.CancellationToken);
        page = await visitor.SendPasskeyAsync(page, credential);
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("无法用此通行密钥登录", page.Text, StringComparison.Ordinal);
        Assert.Equal("/sign-in", (await visitor.GetAsync("/account")).Address.AbsolutePath);
    }

    [Theory]
    [InlineData("not the password", "邮箱或密码不正确")]
    [InlineData(OneServer.Password, "通行密钥未添加")]
    public async Task A_passkey_is_added_with_the_password_and_a_key_only(string password, string said)
    {
        using var visit = await CaseVisit.BeginAsync();
        var editor = await visit.AsAsync("editor");
        var page = await editor.GetAsync("/account");
        page = await editor.SendAsync(page, "/account/passkeys", ("name", "办公室电脑"), ("password", password), ("credential", "{}"));
        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(said, page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_for_a_new_key_are_for_who_is_signed_in()
    {
        using var visit = await CaseVisit.BeginAsync();
        using var visitor = new Visitor(visit.Journey.Server);
        var answer = await visitor.PostOptionsAsync(await visitor.GetAsync("/sign-in"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}

file static class PasskeyVisitor
{
    public static Task<Sheet> SendPasskeyAsync(this Visitor visitor, Sheet page, string credential) => visitor.SendAsync(page, "/sign-in/passkey", ("credential", credential));

    public static Task<HttpResponseMessage> PostOptionsAsync(this Visitor visitor, Sheet page) =>
        visitor.Client.PostAsync("/account/passkeys/options", new FormUrlEncodedContent(page.Form("/sign-in")), TestContext.Current.CancellationToken);
}
