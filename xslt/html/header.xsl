<?xml version="1.0" encoding="UTF-8"?>
<!-- teiHeader as something to read (TEI module header, mode html:header): parts with a heading each, rules as prose,
     single facts as rows. An element whose name the locale knows (header.…) is called by it, else by the encoder's.
     Nothing of a header is left out but what is for machines: ids, xenoData, patterns of declarations. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:date="https://tei-edition.org/ns/dates" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:layer="https://tei-edition.org/ns/layers" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- a part of the header: heading, then what it says; $level is the heading's -->
  <xsl:template match="tei:*" mode="html:header" as="node()*" priority="-1">
    <xsl:param name="level" as="xs:integer" select="3" tunnel="yes"/>
    <xsl:param name="inline" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="not(normalize-space()) and empty(.//@*)"/>
      <xsl:when test="$inline"><xsl:apply-templates mode="html:header"/></xsl:when>
      <xsl:when test="html:is-fact(.)"><xsl:call-template name="html:facts"><xsl:with-param name="facts" select="."/></xsl:call-template></xsl:when>
      <xsl:otherwise>
        <section>
          <xsl:element name="h{min(($level, 6))}"><xsl:value-of select="html:header-word(.)"/></xsl:element>
          <xsl:call-template name="html:header-content"/>
        </section>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- these are known by what they hold -->
  <xsl:template match="tei:fileDesc | tei:encodingDesc | tei:profileDesc | tei:biblFull | tei:textClass" mode="html:header" as="node()*">
    <xsl:call-template name="html:header-content"><xsl:with-param name="deeper" select="0"/></xsl:call-template>
  </xsl:template>

  <!-- what stands in a part: single facts in rows, the rest in its order -->
  <xsl:template name="html:header-content" as="node()*">
    <xsl:param name="level" as="xs:integer" select="3" tunnel="yes"/>
    <xsl:param name="deeper" as="xs:integer" select="1"/>
    <xsl:choose>
      <xsl:when test="el:has-words(.) or empty(*)">
        <p><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates><xsl:if test="not(normalize-space())"><xsl:value-of select="html:attribute-words(.)"/></xsl:if></p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each-group select="*" group-adjacent="html:is-fact(.)">
          <xsl:choose>
            <xsl:when test="current-grouping-key()">
              <xsl:call-template name="html:facts"><xsl:with-param name="facts" select="current-group()"/></xsl:call-template>
            </xsl:when>
            <xsl:otherwise>
              <xsl:apply-templates select="current-group()" mode="html:header">
                <xsl:with-param name="level" as="xs:integer" select="$level + $deeper" tunnel="yes"/>
              </xsl:apply-templates>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each-group>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- whether an element says one thing: words without parts, or a statement of responsibility -->
  <xsl:function name="html:is-fact" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="local-name($element) = ('respStmt', 'change', 'language', 'prefixDef', 'idno', 'funder', 'sponsor', 'principal', 'availability-none')
      or (not(local-name($element) = ('p', 'ab', 'list', 'table', 'bibl', 'biblStruct', 'listBibl', 'note', 'licence', 'head', 'desc', 'xenoData', 'msDesc', 'category', 'charDecl'))
        and not(el:holds-block($element)) and (el:has-words($element) or empty($element/*)))"/>
  </xsl:function>

  <!-- facts as rows: what it is, what it says -->
  <xsl:template name="html:facts" as="element(dl)?">
    <xsl:param name="facts" as="element()+"/>
    <xsl:variable name="told" as="element()*" select="$facts[normalize-space() or exists(html:attribute-words(.)[. ne ''])]"/>
    <xsl:if test="$told">
      <dl>
        <xsl:for-each-group select="$told" group-by="html:fact-name(.)">
          <div>
            <dt><xsl:value-of select="current-grouping-key()"/></dt>
            <xsl:for-each select="current-group()"><dd><xsl:call-template name="html:fact"/></dd></xsl:for-each>
          </div>
        </xsl:for-each-group>
      </dl>
    </xsl:if>
  </xsl:template>

  <xsl:function name="html:fact-name" as="xs:string">
    <xsl:param name="fact" as="element()"/>
    <xsl:choose>
      <xsl:when test="$fact/self::tei:respStmt"><xsl:sequence select="string-join($fact/tei:resp ! (normalize-space(.)[. ne ''], string(@key))[1], loc:text('list.separator'))"/></xsl:when>
      <xsl:when test="$fact/self::tei:change"><xsl:sequence select="($fact/(@when | @from | tei:date/@when)[1] ! date:words(string(.)), $fact/tei:date ! normalize-space(.), html:header-word($fact))[1]"/></xsl:when>
      <xsl:when test="$fact/self::tei:language"><xsl:sequence select="string(($fact/@ident, html:header-word($fact))[1])"/></xsl:when>
      <xsl:when test="$fact/self::tei:prefixDef"><xsl:sequence select="$fact/@ident || ':'"/></xsl:when>
      <xsl:when test="$fact/self::tei:idno and $fact/@type"><xsl:sequence select="string($fact/@type)"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="html:header-word($fact)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:template name="html:fact" as="node()*">
    <xsl:choose>
      <xsl:when test="self::tei:respStmt">
        <xsl:value-of select="* except (tei:resp | tei:note), tei:note" separator="{loc:text('list.separator')}"/>
      </xsl:when>
      <xsl:when test="self::tei:change">
        <xsl:apply-templates select="node() except tei:date[normalize-space() eq html:fact-name(current())]" mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates>
        <xsl:if test="@who"><xsl:value-of select="' ' || loc:text('why.details', string-join(tokenize(@who) ! html:person-of(., current()), loc:text('list.separator')))"/></xsl:if>
      </xsl:when>
      <xsl:when test="normalize-space()"><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></xsl:when>
      <xsl:otherwise><xsl:value-of select="html:attribute-words(.)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:function name="html:person-of" as="xs:string" xmlns:ptr="https://tei-edition.org/ns/pointers">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="context" as="element()"/>
    <xsl:sequence select="(ptr:target($pointer, $context) ! rdg:name-of(.), replace($pointer, '^.*#', ''))[1]"/>
  </xsl:function>

  <!-- returns what an element without words says in its attributes -->
  <xsl:function name="html:attribute-words" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join($element/@*[not(name() = ('xml:id', 'matchPattern', 'replacementPattern', 'ident', 'n', 'status'))] ! normalize-space(.), ', ')"/>
  </xsl:function>

  <!-- returns the name of a part of the header in the reader's language, else the encoder's -->
  <xsl:function name="html:header-word" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="name" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="known" as="xs:string" select="html:word('header', $name)"/>
    <xsl:sequence select="if ($known ne $name) then $known
      else upper-case(substring($name, 1, 1)) || lower-case(replace(substring($name, 2), '([A-Z])', ' $1'))"/>
  </xsl:function>

  <!-- prose -->
  <xsl:template match="tei:p | tei:ab | tei:desc" mode="html:header" as="node()*">
    <xsl:choose>
      <xsl:when test="el:holds-block(.)"><div class="p"><xsl:apply-templates mode="html:header"/></div></xsl:when>
      <xsl:when test="normalize-space()"><p><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></p></xsl:when>
      <xsl:otherwise/>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:licence" mode="html:header" as="node()*">
    <xsl:variable name="href" as="xs:string?" select="@target ! html:href(., ..)"/>
    <div class="p">
      <xsl:call-template name="html:header-content"/>
      <xsl:if test="$href and not(.//tei:ref/@target = @target)"><p><a href="{$href}"><xsl:value-of select="@target"/></a></p></xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="tei:availability" mode="html:header" as="node()*">
    <xsl:apply-templates select="*" mode="html:header"/>
  </xsl:template>

  <xsl:template match="tei:notesStmt | tei:sourceDesc/tei:bibl | tei:sourceDesc/tei:biblStruct" mode="html:header" as="node()*" priority="-0.2">
    <xsl:next-match/>
  </xsl:template>

  <xsl:template match="tei:note" mode="html:header" as="node()*">
    <xsl:choose>
      <xsl:when test="el:holds-block(.)"><div class="p"><xsl:apply-templates mode="html:header"/></div></xsl:when>
      <xsl:when test="local-name(..) = ('notesStmt', 'sourceDesc', 'publicationStmt')"><p><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></p></xsl:when>
      <xsl:otherwise><xsl:text> </xsl:text><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:bibl" mode="html:header" as="node()*">
    <xsl:choose>
      <xsl:when test="el:holds-block(.)"><div class="p"><xsl:apply-templates mode="html:header"/></div></xsl:when>
      <xsl:when test="local-name(..) = ('sourceDesc', 'listBibl', 'notesStmt')"><p class="bibl"><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></p></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:list | tei:listBibl | tei:listWit" mode="html:header" as="node()*">
    <xsl:param name="level" as="xs:integer" select="3" tunnel="yes"/>
    <xsl:for-each select="tei:head[normalize-space()]">
      <xsl:element name="h{min(($level, 6))}"><xsl:apply-templates mode="html:header"/></xsl:element>
    </xsl:for-each>
    <xsl:apply-templates select="tei:desc" mode="html:header"/>
    <ul>
      <xsl:for-each select="* except (tei:head | tei:desc)"><li><xsl:apply-templates select="if (self::tei:item or self::tei:witness or self::tei:bibl) then node() else ." mode="html:header"/></li></xsl:for-each>
    </ul>
  </xsl:template>

  <!-- parts of a sentence -->
  <xsl:template match="tei:ref[@target]" mode="html:header" as="node()*">
    <xsl:variable name="href" as="xs:string?" select="(tokenize(@target) ! html:href(., current()))[1]"/>
    <xsl:choose>
      <xsl:when test="$href and not(starts-with($href, '#'))"><a href="{$href}"><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></a></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:ptr[@target]" mode="html:header" as="node()*">
    <xsl:for-each select="tokenize(@target) ! html:href(., current())[not(starts-with(., '#'))]"><a href="{.}"><xsl:value-of select="."/></a></xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:gi | tei:att | tei:val | tei:tag | tei:code | tei:ident" mode="html:header" as="node()*" priority="1">
    <code class="{local-name()}"><xsl:value-of select="normalize-space()"/></code>
  </xsl:template>

  <xsl:template match="tei:title | tei:emph | tei:hi | tei:foreign | tei:mentioned" mode="html:header" as="node()*" priority="-0.5">
    <xsl:choose>
      <xsl:when test="el:has-words(..) and not(self::tei:title[@level = ('a', 'u')]) and not(el:opens-with-mark(.))"><i><xsl:sequence select="html:language(@xml:lang)"/><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></i></xsl:when>
      <xsl:otherwise><span><xsl:sequence select="html:language(@xml:lang)"/><xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- any other element inside a sentence is its words -->
  <xsl:template match="tei:*[el:has-words(..)][not(el:holds-block(.))]" mode="html:header" as="node()*" priority="-0.6">
    <xsl:apply-templates mode="html:header"><xsl:with-param name="inline" as="xs:boolean" select="true()" tunnel="yes"/></xsl:apply-templates>
  </xsl:template>

  <xsl:template match="text()" mode="html:header" as="node()?"><xsl:value-of select="replace(., '[ \t\r\n]+', ' ')"/></xsl:template>

  <xsl:template match="tei:xenoData | tei:fsdDecl | tei:tagUsage" mode="html:header" as="node()*" priority="2"/>

</xsl:stylesheet>
