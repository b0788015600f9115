<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What an assertion, a diagnostic or a property says, and the role and flags that variables give.

  Elements: sch:assert, sch:report, sch:diagnostic, sch:property; sch:name, sch:value-of, sch:copy-of, sch:emph, sch:span, sch:dir, and XSLT among them.
  Promises: the map that is told of one finding; each text is one string, its white space collapsed, and speaks of
  the subject (@subject) where there is one.
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:out="https://tei-edition.org/ns/schematron/alias"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:key name="edition-schematron:text" match="sch:diagnostic | sch:property" use="@id"/>

  <xsl:mode name="edition-schematron:content" on-no-match="shallow-skip"/>

  <!-- What an assertion that does not hold, or a report that does, says. -->
  <xsl:template name="edition-schematron:found" as="element()*">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="subject" as="attribute()?" select="(@subject, ../@subject)[1]"/>
    <xsl:variable name="here" as="xs:string" select="if ($subject) then '$edition-schematron:subject' else '.'"/>
    <!-- What @visit-each visits need not be a node. -->
    <xsl:variable name="node" as="xs:string" select="
      if (../@visit-each) then '(' || $here || '[. instance of node()], $edition-schematron:context)[1]' else $here"/>
    <xsl:if test="$subject">
      <!-- A subject that is not there leaves the context. -->
      <out:variable name="edition-schematron:subject">
        <xsl:copy-of select="@edition-schematron:at"/>
        <xsl:attribute name="select" select="'((' || edition-schematron:expression($subject, $clashing) || ')[. instance of node()], .)[1]'"/>
      </out:variable>
    </xsl:if>
    <out:map>
      <out:sequence select="edition-schematron:place({$node})"/>
      <out:map-entry key="'a'" select="{edition-schematron:number(.)}"/>
      <xsl:call-template name="edition-schematron:dynamic"/>
      <xsl:variable name="texts" as="element()*">
        <xsl:call-template name="edition-schematron:sayings"/>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="$subject">
          <out:for-each select="$edition-schematron:subject">
            <xsl:sequence select="$texts"/>
          </out:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$texts"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:map>
  </xsl:template>

  <!-- The message, the diagnostics and the properties of an assertion: the entries of a map. -->
  <xsl:template name="edition-schematron:sayings" as="element()*">
    <out:map-entry key="'m'">
      <xsl:call-template name="edition-schematron:text"/>
    </out:map-entry>
    <xsl:if test="exists(tokenize(@diagnostics))">
      <xsl:call-template name="edition-schematron:texts">
        <xsl:with-param name="key" as="xs:string" select="'d'"/>
        <xsl:with-param name="texts" as="element()*" select="edition-schematron:told-by(., @diagnostics)"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="exists(tokenize(@properties))">
      <xsl:call-template name="edition-schematron:texts">
        <xsl:with-param name="key" as="xs:string" select="'p'"/>
        <xsl:with-param name="texts" as="element()*" select="edition-schematron:told-by(., @properties)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The diagnostics or properties that an assertion names; those of its own pattern, made of an abstract one, before the schema's. -->
  <xsl:function name="edition-schematron:told-by" as="element()*">
    <xsl:param name="assertion" as="element()"/>
    <xsl:param name="names" as="attribute()"/>
    <xsl:variable name="pattern" as="element()?" select="$assertion/ancestor::sch:pattern[1]"/>
    <xsl:for-each select="tokenize($names)">
      <xsl:variable name="texts" as="element()*" select="
        key('edition-schematron:text', ., root($assertion))[local-name() = (if (name($names) = 'diagnostics') then 'diagnostic' else 'property')]"/>
      <xsl:sequence select="($texts[.. is $pattern], $texts[not(parent::sch:pattern)])[1]"/>
    </xsl:for-each>
  </xsl:function>

  <!-- A map entry with an array of pairs: the id of a diagnostic or property, and its text. -->
  <xsl:template name="edition-schematron:texts" as="element()">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="texts" as="element()*"/>
    <out:map-entry key="'{$key}'">
      <out:variable name="edition-schematron:pairs">
        <xsl:attribute name="as">item()*</xsl:attribute>
        <xsl:for-each select="$texts">
          <out:variable name="edition-schematron:text">
            <xsl:call-template name="edition-schematron:text"/>
          </out:variable>
          <out:sequence select="[{edition-schematron:quoted(@id)}, string($edition-schematron:text)]"/>
        </xsl:for-each>
      </out:variable>
      <out:sequence select="array {{$edition-schematron:pairs}}"/>
    </out:map-entry>
  </xsl:template>

  <xsl:function name="edition-schematron:quoted" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'''' || replace($text, '''', '''''') || ''''"/>
  </xsl:function>

  <!-- The text of an assertion or diagnostic as one string, white space collapsed. -->
  <xsl:template name="edition-schematron:text" as="element()*">
    <xsl:choose>
      <xsl:when test="*">
        <out:variable name="edition-schematron:content">
          <xsl:apply-templates select="node()" mode="edition-schematron:content"/>
        </out:variable>
        <out:sequence select="normalize-space(string($edition-schematron:content))"/>
      </xsl:when>
      <xsl:otherwise>
        <out:sequence select="{edition-schematron:quoted(normalize-space(.))}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The role and the flags of an assertion, where they are the values of variables: entries of a map. -->
  <xsl:template name="edition-schematron:dynamic" as="element()*">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="role" as="attribute()?" select="edition-schematron:role(.)"/>
    <xsl:variable name="flags" as="attribute()*" select="@flag, ../@flag"/>
    <xsl:variable name="values" as="map(xs:string, attribute()*)" select="map {'r': $role, 'f': $flags}"/>
    <xsl:for-each select="('r', 'f')[some $value in $values(.) satisfies edition-schematron:is-variable($value)]">
      <xsl:variable name="parts" as="xs:string*" select="
        $values(.) ! (if (edition-schematron:is-variable(.)) then edition-schematron:expression(., $clashing) else edition-schematron:quoted(.))"/>
      <out:map-entry key="'{.}'" select="normalize-space(string-join(({string-join($parts, ', ')}) ! string(), ' '))"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="edition-schematron:role" as="attribute()?">
    <xsl:param name="assertion" as="element()"/>
    <xsl:sequence select="$assertion/(@severity, @role, ../@role)[1]"/>
  </xsl:function>

  <xsl:function name="edition-schematron:is-variable" as="xs:boolean">
    <xsl:param name="value" as="attribute()"/>
    <xsl:sequence select="matches($value, '^\s*\$[\i-[:]][\c-[:]]*(:[\i-[:]][\c-[:]]*)?\s*$')"/>
  </xsl:function>

  <xsl:template match="text()" mode="edition-schematron:content" as="element()">
    <out:text>
      <xsl:value-of select="."/>
    </out:text>
  </xsl:template>

  <xsl:template match="sch:value-of | sch:copy-of" mode="edition-schematron:content" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:value-of separator=" ">
      <xsl:copy-of select="@edition-schematron:at"/>
      <xsl:attribute name="select" select="edition-schematron:expression(@select, $clashing)"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="sch:name" mode="edition-schematron:content" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:value-of>
      <xsl:copy-of select="@edition-schematron:at"/>
      <xsl:attribute name="select" select="if (@path) then edition-schematron:expression(@path, $clashing) else 'name(.)'"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="xsl:*" mode="edition-schematron:content" as="element()">
    <xsl:apply-templates select="." mode="edition-schematron:xslt"/>
  </xsl:template>

</xsl:transform>
